// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationStatus;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationStatusBuilder;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.ConditionType;
import ai.chalk.credentials.common.ExponentialBackoff;
import ai.chalk.credentials.status.ConditionList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The status of a record, as a pure function. A completed record has none, because it is deleted. */
final class RevocationStatusAssembler {

    private RevocationStatusAssembler() {}

    /** After an attempt. The status has the time of the next one, so that a restart forgets nothing. */
    static ChalkRevocationStatus tried(ChalkRevocation revocation, RevocationObstacle hindrance, Instant now) {
        int attempts = ExponentialBackoff.count(attempts(revocation).orElse(0));
        var uid = revocation.getMetadata().getUid();
        var delay = hindrance.obstacle().passing() ? ExponentialBackoff.after(attempts, uid) : ExponentialBackoff.PROBE;
        var next = now.plus(delay).plus(hindrance.atLeast().orElse(Duration.ZERO));
        return status(revocation, hindrance, Optional.of(attempts), next, now);
    }

    /** Before the earliest time, when nothing is tried. */
    static ChalkRevocationStatus early(ChalkRevocation revocation, Instant notBefore, Instant now) {
        var hindrance = RevocationObstacle.passing(
                RevocationReason.NOT_YET_DUE,
                "workloads may use the token until " + notBefore + "; then it is revoked");
        return status(revocation, hindrance, attempts(revocation), notBefore, now);
    }

    private static ChalkRevocationStatus status(
            ChalkRevocation revocation,
            RevocationObstacle hindrance,
            Optional<Integer> attempts,
            Instant next,
            Instant now) {
        long generation = revocation.getMetadata().getGeneration();
        var obstacle = hindrance.obstacle();
        var conditions = new ConditionList(conditions(revocation.getStatus()), generation, now)
                .set(ConditionType.READY, ConditionStatus.FALSE, obstacle.reason(), obstacle.message())
                .set(
                        obstacle.passing() ? ConditionType.RECONCILING : ConditionType.STALLED,
                        ConditionStatus.TRUE,
                        obstacle.reason(),
                        obstacle.message());
        return ChalkRevocationStatusBuilder.builder()
                .observedGeneration(generation)
                .conditions(conditions.toList())
                .attempts(attempts.orElse(null))
                .nextAttemptTime(next)
                .build();
    }

    /** Why a person must act, if that is necessary. */
    static Optional<Condition> stalled(@Nullable ChalkRevocationStatus status) {
        return conditions(status).stream()
                .filter(condition -> condition.type().equals(ConditionType.STALLED))
                .findFirst();
    }

    private static List<Condition> conditions(@Nullable ChalkRevocationStatus status) {
        return status == null ? List.of() : status.conditions();
    }

    private static Optional<Integer> attempts(ChalkRevocation revocation) {
        return Optional.ofNullable(revocation.getStatus())
                .map(ChalkRevocationStatus::attempts)
                .map(count -> Math.max(count, 0));
    }
}
