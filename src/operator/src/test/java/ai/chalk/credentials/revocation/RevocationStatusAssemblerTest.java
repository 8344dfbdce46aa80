// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocationStatus;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationStatusBuilder;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevocationStatusAssemblerTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final RevocationObstacle PASSING =
            RevocationObstacle.passing(RevocationReason.WATCHING_FOR_STRAYS, "wait");
    private static final RevocationObstacle LASTING =
            RevocationObstacle.lasting(RevocationReason.CONNECTION_DELETED, "act");

    @Test
    void aTransientObstacleIsReconcilingAndRetriedSoon() {
        var status = tried(null, PASSING, NOW);

        assertThat(status.conditions())
                .extracting(Condition::type, Condition::status, Condition::reason, Condition::message)
                .containsExactly(
                        tuple("Ready", ConditionStatus.FALSE, "WatchingForStrays", "wait"),
                        tuple("Reconciling", ConditionStatus.TRUE, "WatchingForStrays", "wait"));
        assertThat(status.observedGeneration()).isEqualTo(1);
        assertThat(status.attempts()).isEqualTo(1);
        assertThat(status.nextAttemptTime()).isEqualTo(NOW.plusSeconds(1));
        assertThat(RevocationStatusAssembler.stalled(status)).isEmpty();
    }

    @Test
    void aLastingObstacleIsStalledAndProbedEveryTenMinutes() {
        var status = tried(tried(null, PASSING, NOW), LASTING, NOW);

        assertThat(status.conditions())
                .extracting(Condition::type, Condition::reason)
                .containsExactly(tuple("Ready", "ConnectionDeleted"), tuple("Stalled", "ConnectionDeleted"));
        assertThat(status.attempts()).isEqualTo(2);
        assertThat(status.nextAttemptTime()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
        assertThat(RevocationStatusAssembler.stalled(status)).isPresent();
    }

    @Test
    void waitsLongerEachTimeUpToFiveMinutesAndForWhatChalkAsksForOnTop() {
        var status = tried(null, PASSING, NOW);
        for (int count = 2; count <= 20; count++) {
            status = tried(status, PASSING.waiting(Duration.ofHours(1)), NOW);
        }

        assertThat(status.attempts()).isEqualTo(20);
        assertThat(status.nextAttemptTime())
                .isBetween(NOW.plus(Duration.ofMinutes(62)), NOW.plus(Duration.ofMinutes(65)));
    }

    @Test
    void keepsTheTransitionTime() {
        var status = tried(tried(null, LASTING, NOW), LASTING, NOW.plusSeconds(600));

        assertThat(status.conditions())
                .extracting(Condition::lastTransitionTime)
                .containsOnly(NOW);
    }

    @Test
    void staysTheSameUntilItIsDue() {
        var due = NOW.plusSeconds(3600);
        var first = RevocationStatusAssembler.early(SampleRecords.withStatus(null), due, NOW);

        assertThat(first.attempts()).isNull();
        assertThat(first.nextAttemptTime()).isEqualTo(due);
        assertThat(RevocationStatusAssembler.early(SampleRecords.withStatus(first), due, NOW.plusSeconds(60)))
                .isEqualTo(first);
    }

    @Test
    void survivesACountThatOnlyAForgeryCanHave() {
        for (int count : new int[] {Integer.MIN_VALUE, -1, Integer.MAX_VALUE}) {
            var forged = ChalkRevocationStatusBuilder.builder()
                    .observedGeneration(1L)
                    .attempts(count)
                    .build();

            assertThat(tried(forged, PASSING, NOW).attempts()).isPositive();
        }
    }

    private static ChalkRevocationStatus tried(
            @Nullable ChalkRevocationStatus before, RevocationObstacle hindrance, Instant now) {
        return RevocationStatusAssembler.tried(SampleRecords.withStatus(before), hindrance, now);
    }
}
