// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.storm;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.ConditionType;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.dev.quickstart.OperatorChild;
import ai.chalk.credentials.kubernetes.CredentialSecret;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The end of a storm: suspends rotations, lets the operator repair what is left, and compares everything. */
final class FinalAudit {

    private static final Duration LIMIT = Duration.ofMinutes(12);

    private final StormEnvironment world;
    private int calls;

    FinalAudit(StormEnvironment world) {
        this.world = world;
    }

    /** Stops rotations, which would continue forever. Repairs, sweeps and revocations continue. */
    void suspend(int credentials) {
        for (int i = 0; i < credentials; i++) {
            world.patch(StormEnvironment.CREDENTIAL + i, "{\"spec\":{\"rotation\":{\"suspend\":true}}}");
        }
    }

    /** Returns when nothing is left to do and nothing changes any more. */
    void await(OperatorChild operator) {
        operator.await("all credentials to be at rest", LIMIT, this::isCalm);
    }

    private boolean isCalm() {
        int before = calls;
        calls = world.chalk.totalCalls();
        return calls == before && world.credentials().stream().allMatch(FinalAudit::isAtRest);
    }

    private static boolean isAtRest(ChalkServiceCredential credential) {
        var status = credential.getStatus();
        return status != null
                && Objects.equals(
                        status.observedGeneration(), credential.getMetadata().getGeneration())
                && nothingOpen(status)
                && isReadyAndNothingElse(status)
                && isLeakHandled(credential, status);
    }

    private static boolean nothingOpen(ChalkServiceCredentialStatus status) {
        return status.current() != null
                && status.pending() == null
                && status.failure() == null
                && status.unswept().isEmpty()
                && status.retiring().isEmpty();
    }

    private static boolean isReadyAndNothingElse(ChalkServiceCredentialStatus status) {
        var holding = status.conditions().stream()
                .filter(condition -> condition.status() == ConditionStatus.TRUE)
                .map(Condition::type)
                .toList();
        return holding.equals(List.of(ConditionType.READY));
    }

    private static boolean isLeakHandled(ChalkServiceCredential credential, ChalkServiceCredentialStatus status) {
        var reported = Optional.ofNullable(credential.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(WellKnownNames.REVOKE_ANNOTATION));
        return reported.isEmpty()
                || (status.rotation() != null
                        && reported.get().equals(status.rotation().handledRevokeRequest()));
    }

    /** The violations: Secrets that Chalk does not accept, and tokens without an owner. */
    List<String> breaches() {
        var credentials = world.credentials();
        var owned = credentials.stream()
                .map(credential -> credential.getStatus().current())
                .flatMap(Stream::ofNullable)
                .map(CurrentToken::tokenId)
                .collect(Collectors.toSet());
        var strangers = world.chalk.liveTokens().stream()
                .filter(token -> !owned.contains(token.id()))
                .map(token -> "no credential owns the token " + token.name()
                        + (world.publications.contains(token.id()) ? ", which was published" : ""));
        return Stream.concat(credentials.stream().flatMap(this::breaches), strangers)
                .toList();
    }

    private Stream<String> breaches(ChalkServiceCredential credential) {
        var name = credential.getMetadata().getName();
        var current = credential.getStatus().current();
        var secret = world.secret(name).get();
        if (secret == null || current == null) {
            return Stream.of(name + " has no Secret");
        }
        if (CredentialSecret.pair(secret).filter(world.chalk::accepts).isEmpty()) {
            return Stream.of("Chalk does not accept what is in Secret " + name);
        }
        boolean same = PublicationLog.tokenIn(secret)
                .filter(token -> token.tokenId().equals(current.tokenId()))
                .isPresent();
        return same ? Stream.empty() : Stream.of("Secret " + name + " holds another token than its status says");
    }

    /** The number of attempts, successful or not. */
    long attempts() {
        return world.credentials().stream()
                .map(credential -> credential.getStatus().highestRevision())
                .flatMap(Stream::ofNullable)
                .mapToLong(Long::longValue)
                .sum();
    }
}
