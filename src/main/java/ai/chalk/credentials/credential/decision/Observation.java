// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential.decision;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a decision may depend on, read once.
 *
 * @param now whole seconds, as the status stores whole seconds: finer would wake a pass just before what it waits for
 * @param fresh read from the API server in this pass, not from the cache
 * @param installation our name in Chalk
 * @param secrets the Secrets that spec and status name, by name; one that is missing here is absent
 * @param obstructed the places of issued tokens that cannot be reached now, and why
 * @param connectionSince since when the spec's connection is what it is: a failure from before is no reason to wait
 */
public record Observation(
        Instant now,
        boolean fresh,
        String installation,
        CredentialId id,
        long generation,
        boolean deleting,
        boolean namespaceTerminating,
        ChalkServiceCredentialSpec spec,
        ChalkServiceCredentialStatus status,
        Map<String, SecretView> secrets,
        Wanted wanted,
        Map<Place, Obstacle> obstructed,
        Instant connectionSince,
        Limits limits) {

    public Observation {
        secrets = Map.copyOf(secrets);
        obstructed = Map.copyOf(obstructed);
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
                && Lists.of(status.conditions()).stream()
                        .map(Condition::type)
                        .noneMatch(type -> type.equals("Reconciling") || type.equals("Stalled"));
    }

    /** Whether the Secret that the token names holds exactly that token: it is usable. */
    public boolean holds(CurrentToken token) {
        return secret(token.secretName())
                .ours()
                .filter(secret -> Causes.holds(secret, token))
                .isPresent();
    }

    /** The same observation, with another status: what a step itself has just written. */
    public Observation withStatus(ChalkServiceCredentialStatus written) {
        return new Observation(
                now,
                fresh,
                installation,
                id,
                generation,
                deleting,
                namespaceTerminating,
                spec,
                written,
                secrets,
                wanted,
                obstructed,
                connectionSince,
                limits);
    }

    /** What keeps us from a token's environment. */
    public Optional<Obstacle> obstacleAt(Place place) {
        return Optional.ofNullable(obstructed.get(place));
    }
}
