// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatusBuilder;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionType;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.common.WithBuilder;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything that a decision may depend on, read once.
 *
 * @param now whole seconds, as the status stores whole seconds: finer would wake a pass just before what it waits for
 * @param fresh read from the API server in this pass, not from the cache
 * @param installation our name in Chalk
 * @param formerInstallations names that we had before: tokens under them are ours as well
 * @param deletedAt when somebody deleted it, by the API server's clock
 * @param finalized whether our finalizer is there: without it the credential may go without anybody revoking its tokens
 * @param secrets the Secrets that spec and status name, by name; one that is missing here is absent
 * @param obstructed of the places that status and Secrets name those that cannot be reached now, and why
 * @param connectionSince since when the spec's connection is what it is: a failure from before is no reason to wait
 * @param connectionClientIds the client ids that connections use now: revoking one would lock us out
 */
@WithBuilder
public record Observation(
        Instant now,
        boolean fresh,
        String installation,
        Set<String> formerInstallations,
        CredentialId id,
        long generation,
        Optional<Instant> deletedAt,
        boolean finalized,
        boolean namespaceTerminating,
        ChalkServiceCredentialSpec spec,
        ChalkServiceCredentialStatus status,
        RotationRequests requests,
        Map<String, SecretView> secrets,
        ChalkTokenState inChalk,
        WorkloadState workloads,
        DesiredToken wanted,
        Map<TokenLocation, Obstacle> obstructed,
        Instant connectionSince,
        Set<String> connectionClientIds,
        OperatorLimits limits)
        implements ObservationBuilder.With {

    /** The status of a credential that nobody has looked at. */
    public static final ChalkServiceCredentialStatus NEVER_SEEN =
            ChalkServiceCredentialStatusBuilder.builder().build();

    public Observation {
        formerInstallations = Set.copyOf(formerInstallations);
        secrets = Map.copyOf(secrets);
        obstructed = Map.copyOf(obstructed);
        connectionClientIds = Set.copyOf(connectionClientIds);
    }

    /** Whether the credential is on its way out. */
    public boolean deleting() {
        return deletedAt.isPresent();
    }

    /** The Secret of that name. */
    public SecretView secret(String name) {
        return secrets.getOrDefault(name, new SecretView.Absent());
    }

    /** The spec with the documented meaning of what it leaves out. */
    public EffectiveSpec effective() {
        return new EffectiveSpec(id, spec);
    }

    /** Whether the spec, as it is, was carried out by an earlier pass: its generation was seen, and nothing was left open. */
    public boolean isCarriedOut() {
        return Long.valueOf(generation).equals(status.observedGeneration())
                && status.conditions().stream()
                        .map(Condition::type)
                        .noneMatch(
                                type -> type.equals(ConditionType.RECONCILING) || type.equals(ConditionType.STALLED));
    }

    /** Whether the Secret that the token names holds exactly that token and stays, and Chalk accepts it: it is usable. */
    public boolean holds(CurrentToken token) {
        var current = status.current();
        boolean refused = inChalk instanceof ChalkTokenState.Refused
                && current != null
                && current.tokenId().equals(token.tokenId());
        return !refused
                && secret(token.secretName())
                        .ours()
                        .filter(secret -> IssueCauses.holds(secret, token) && !secret.going())
                        .isPresent();
    }

    /** What the names of all tokens of this incarnation begin with, of whatever installation. */
    public Stream<String> incarnationPrefixes() {
        return installations().map(name -> TokenName.prefix(name, id));
    }

    /** What the names of all tokens of this credential, of whatever incarnation and installation, begin with. */
    public Stream<String> familyPrefixes() {
        return installations().map(name -> TokenName.familyPrefix(name, id));
    }

    private Stream<String> installations() {
        return Stream.concat(Stream.of(installation), formerInstallations.stream());
    }

    /** That step, or the reason why its place cannot be reached: nobody is called where a status or Secret merely says so. */
    Step ifReachable(TokenLocation place, Step step) {
        return obstacleAt(place)
                .<Step>map(obstacle -> Step.Stall.probing(this, obstacle))
                .orElse(step);
    }

    /** What keeps us from a token's environment. */
    public Optional<Obstacle> obstacleAt(TokenLocation place) {
        return Optional.ofNullable(obstructed.get(place));
    }
}
