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
 * Everything that a decision depends on, read once.
 *
 * @param now in whole seconds like the status; a finer time would start a reconciliation just before its time
 * @param fresh whether it was read from the API server in this reconciliation, not from the cache
 * @param installation the name of this installation in Chalk
 * @param formerInstallations former names of this installation: tokens under them are its own as well
 * @param deletedAt when it was deleted, by the API server's clock
 * @param finalized whether it has the operator's finalizer; without it, a deletion would leave its tokens valid
 * @param secrets the Secrets that spec and status name, by name; one that is not in this map does not exist
 * @param obstructed the locations in status and Secrets that cannot be reached now, and why
 * @param connectionSince when the spec's connection last changed; an earlier failure is no reason to wait
 * @param connectionClientIds the client ids that connections use now; revoking one would lock the operator out
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

    /** The status of a credential that was never reconciled. */
    public static final ChalkServiceCredentialStatus NEVER_SEEN =
            ChalkServiceCredentialStatusBuilder.builder().build();

    public Observation {
        formerInstallations = Set.copyOf(formerInstallations);
        secrets = Map.copyOf(secrets);
        obstructed = Map.copyOf(obstructed);
        connectionClientIds = Set.copyOf(connectionClientIds);
    }

    /** Whether the credential is being deleted. */
    public boolean deleting() {
        return deletedAt.isPresent();
    }

    /** The Secret of that name. */
    public SecretView secret(String name) {
        return secrets.getOrDefault(name, new SecretView.Absent());
    }

    /** The spec with its defaults. */
    public EffectiveSpec effective() {
        return new EffectiveSpec(id, spec);
    }

    /** Whether an earlier reconciliation carried out the present spec: it observed its generation and left nothing open. */
    public boolean isCarriedOut() {
        return Long.valueOf(generation).equals(status.observedGeneration())
                && status.conditions().stream()
                        .map(Condition::type)
                        .noneMatch(
                                type -> type.equals(ConditionType.RECONCILING) || type.equals(ConditionType.STALLED));
    }

    /** Whether the token is usable: its Secret holds exactly this token and is not being deleted, and Chalk accepts it. */
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

    /** The prefixes of the names of all tokens of this incarnation, under the present and former installation names. */
    public Stream<String> incarnationPrefixes() {
        return installations().map(name -> TokenName.prefix(name, id));
    }

    /** The prefixes of the names of all tokens of all incarnations, under the present and former installation names. */
    public Stream<String> familyPrefixes() {
        return installations().map(name -> TokenName.familyPrefix(name, id));
    }

    private Stream<String> installations() {
        return Stream.concat(Stream.of(installation), formerInstallations.stream());
    }

    /** The step, or a stall if its location cannot be reached: a location from a status or Secret is checked before it is called. */
    Step ifReachable(TokenLocation place, Step step) {
        return obstacleAt(place)
                .<Step>map(obstacle -> Step.Stall.probing(this, obstacle))
                .orElse(step);
    }

    /** Why a token's environment cannot be reached. */
    public Optional<Obstacle> obstacleAt(TokenLocation place) {
        return Optional.ofNullable(obstructed.get(place));
    }
}
