// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.resting;
import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.BlockingPod;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.HistoryEntry;
import ai.chalk.credentials.api.v1alpha1.HistoryEntryBuilder;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.RevocationPolicy;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.api.v1alpha1.RotationStatus;
import ai.chalk.credentials.api.v1alpha1.RotationStatusBuilder;
import ai.chalk.credentials.api.v1alpha1.WorkloadKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A predecessor whose overlap is over is revoked only if it is not in use, and the blocker says what ends the wait. */
class RevocationBlockerTest {

    private static final RolloutRestartTarget TARGET = new RolloutRestartTarget(WorkloadKind.DEPLOYMENT, "web");
    private static final RolloutRestartTarget OTHER = new RolloutRestartTarget(WorkloadKind.STATEFUL_SET, "worker");
    /** Its successor was published a day less a second ago, see {@link Sample#token}; its overlap ended an hour ago. */
    private static final RetiringToken OVER = Sample.retiring(2, NOW.minus(Duration.ofHours(1)));

    private static final Instant PUBLISHED = NOW.minus(Duration.ofDays(1)).plusSeconds(1);
    private static final RetiringToken AT_ONCE = OVER.withImmediate(true);

    private final Decider decider = new Decider();

    @Nested
    class Users {

        @Test
        void areWaitedForAndNamed() {
            var wait = waitOf(usedBy(1), OVER);

            assertThat(wait.cause()).isEqualTo(RevocationBlocker.Cause.IN_USE);
            assertThat(wait.message())
                    .startsWith("container app of pod pod-1 still holds revision 2: ")
                    .contains("spec.rolloutRestartTargets", "AfterOverlap", "maxOverlap");
        }

        @ParameterizedTest
        @CsvSource({
            "3, container app of pod pod-1, container app of pod pod-2, container app of pod pod-3",
            "4, container app of pod pod-1, container app of pod pod-2, container app of pod pod-3 and 1 more",
            "40, container app of pod pod-1, container app of pod pod-2, container app of pod pod-3 and 37 more"
        })
        void areNamedUpToThree(int count, String first, String second, String third) {
            assertThat(waitOf(usedBy(count), OVER).message())
                    .startsWith(String.join(", ", first, second, third) + " still hold revision 2: ");
        }

        @Test
        void keepTheTokenFromBeingRevoked() {
            assertThat(step(usedBy(1).retiring(OVER))).isInstanceOf(Step.Rest.class);
            assertThat(step(usedBy(0).retiring(OVER))).isEqualTo(new Step.Retire(OVER, Optional.empty()));
        }

        @Test
        void areNotWaitedForIfUsageIsUnknown() {
            assertThat(RevocationBlocker.of(resting().observation(), OVER)).isEmpty();
        }

        @Test
        void countAsPresentWhereTheyCannotBeSeen() {
            var workloads = new WorkloadState(Map.of(), Map.of(), Optional.of("pods is forbidden"), List.of());
            var wait = waitOf(resting().seen(seen -> seen.withWorkloads(workloads)), OVER);

            assertThat(wait.cause()).isEqualTo(RevocationBlocker.Cause.IN_USE);
            assertThat(wait.message())
                    .contains("cannot see whether revision 2 is in use: pods is forbidden;", "AfterOverlap");
        }

        @Test
        void areNotWaitedForWithAfterOverlap() {
            var sample = usedBy(1).rotation(rotation -> rotation.withRevocationPolicy(RevocationPolicy.AFTER_OVERLAP));

            assertThat(RevocationBlocker.of(sample.observation(), OVER)).isEmpty();
        }

        @Test
        void areNotWaitedForWhereTheTokenIsWorthless() {
            assertThat(RevocationBlocker.of(usedBy(1).observation(), AT_ONCE)).isEmpty();
            assertThat(step(usedBy(1).retiring(AT_ONCE))).isEqualTo(new Step.Retire(AT_ONCE, Optional.empty()));
        }

        @Test
        void doNotMatterBeforeTheOverlapIsOver() {
            assertThat(RevocationBlocker.of(usedBy(1).observation(), OVER.withRevokeTime(NOW.plusSeconds(1))))
                    .isEmpty();
            assertThat(RevocationBlocker.of(usedBy(1).observation(), OVER.withRevokeTime(NOW)))
                    .isPresent();
        }
    }

    @Nested
    class MaxOverlap {

        /** Counted from the publication of the successor, a day ago less a second. */
        @ParameterizedTest
        @CsvSource({
            "23h59m58s, , true",
            "23h59m59s, , true",
            "1d, , false",
            ", PT24H, false",
            ", PT23H59M59S, true",
            "1d, PT1H, true",
            "1h, PT24H, true",
            "1d, PT48H, false"
        })
        void theShorterOneOfCredentialAndPolicyEndsEveryWait(String own, Duration policy, boolean ended) {
            var wanted = Sample.available(Sample.GRANTS).withMaxOverlap(Optional.ofNullable(policy));
            var sample =
                    usedBy(1).rotation(rotation -> rotation.withMaxOverlap(own)).seen(seen -> seen.withWanted(wanted));

            assertThat(RevocationBlocker.of(sample.observation(), OVER).isEmpty())
                    .isEqualTo(ended);
        }

        @Test
        void ofThePolicyIsInForceWhileItRefusesTheSpec() {
            var refused = new DesiredToken.Unavailable(Sample.LASTING, Optional.of(Duration.ofHours(1)));

            assertThat(RevocationBlocker.of(
                            usedBy(1).seen(seen -> seen.withWanted(refused)).observation(), OVER))
                    .isEmpty();
        }
    }

    @Nested
    class Connections {

        private final Sample ownCredential =
                resting().seen(seen -> seen.withConnectionClientIds(Set.of("client-2", "client-9")));

        @Test
        void areNeverLockedOutNotEvenAfterALeak() {
            assertThat(waitOf(ownCredential, OVER).cause()).isEqualTo(RevocationBlocker.Cause.CONNECTION);
            assertThat(waitOf(ownCredential, AT_ONCE).message()).contains("client-2", "Chalk accepts");
        }

        /** If Chalk refuses the new pair, only the old one gives access. */
        @Test
        void areNotLockedOutByMaxOverlap() {
            var forced = ownCredential.rotation(rotation -> rotation.withMaxOverlap("1h"));

            assertThat(waitOf(forced, OVER).cause()).isEqualTo(RevocationBlocker.Cause.CONNECTION);
        }

        @Test
        void ofAnotherClientIdDoNotMatter() {
            assertThat(RevocationBlocker.of(
                            resting()
                                    .seen(seen -> seen.withConnectionClientIds(Set.of("client-3")))
                                    .observation(),
                            OVER))
                    .isEmpty();
        }
    }

    @Nested
    class Rollouts {

        @Test
        void goFirst() {
            var wait = waitOf(rolling(Map.of(TARGET, new Rollout.Progressing("1 of 2"))), OVER);

            assertThat(wait).isEqualTo(new RevocationBlocker(RevocationBlocker.Cause.ROLLOUT, "1 of 2"));
        }

        @Test
        void thatAreStuckAreNamedBeforeThoseThatGoOn() {
            var sample = rolling(Map.of(TARGET, new Rollout.Progressing("1 of 2"), OTHER, new Rollout.Stuck("paused")));

            assertThat(waitOf(sample, OVER))
                    .isEqualTo(new RevocationBlocker(RevocationBlocker.Cause.STUCK_ROLLOUT, "paused"));
        }

        @Test
        void areNamedInTheSameOrderEveryTime() {
            var going = Map.<RolloutRestartTarget, Rollout>of(
                    TARGET, new Rollout.Progressing("b"), OTHER, new Rollout.Progressing("a"));
            var stuck = Map.<RolloutRestartTarget, Rollout>of(
                    TARGET, new Rollout.Stuck("b"), OTHER, new Rollout.Stuck("a"));

            assertThat(waitOf(rolling(going), OVER).message()).isEqualTo("a");
            assertThat(waitOf(rolling(stuck), OVER).message()).isEqualTo("a");
        }

        @Test
        void areWaitedForFromTheMomentTheyAreDue() {
            var sample = rolling(Map.of(TARGET, new Rollout.Complete()))
                    .status(status -> status.withRotation(pendingRestart()));

            assertThat(waitOf(sample, OVER))
                    .isEqualTo(new RevocationBlocker(
                            RevocationBlocker.Cause.ROLLOUT, "the restart of Deployment web is pending"));
        }

        @Test
        void thatAreOverOrNotThereEndTheWait() {
            var sample = rolling(Map.of(TARGET, new Rollout.Complete(), OTHER, new Rollout.Missing()));

            assertThat(RevocationBlocker.of(sample.observation(), OVER)).isEmpty();
        }

        @Test
        void areNotWaitedForWhereTheTokenIsWorthless() {
            var sample = rolling(Map.of(TARGET, new Rollout.Stuck("paused")));

            assertThat(RevocationBlocker.of(sample.observation(), AT_ONCE)).isEmpty();
        }
    }

    @Nested
    class NextLook {

        private static final Map<RolloutRestartTarget, Rollout> GOING =
                Map.of(TARGET, new Rollout.Progressing("1 of 2"));

        @ParameterizedTest
        @CsvSource({"0, 30", "119, 30", "124, 31", "400, 100", "1200, 300", "90000, 300"})
        void isTheMoreSeldomTheLongerTheWaitHasLasted(long sinceOverlap, long pause) {
            var token = Sample.retiring(2, NOW.minusSeconds(sinceOverlap));

            assertThat(RevocationBlocker.nextLook(usedBy(1).observation(), token))
                    .contains(NOW.plusSeconds(pause));
        }

        @Test
        void isTheEndOfTheOverlapWhileNothingRolls() {
            var end = NOW.plusSeconds(7);
            var done =
                    Map.<RolloutRestartTarget, Rollout>of(TARGET, new Rollout.Complete(), OTHER, new Rollout.Missing());

            assertThat(RevocationBlocker.nextLook(rolling(done).observation(), Sample.retiring(2, end)))
                    .contains(end);
        }

        @Test
        void comesBeforeTheEndOfTheOverlapWhileARolloutGoesOn() {
            var justPublished = rolling(GOING).current(token(3).withPublishTime(NOW.minusSeconds(8)));

            assertThat(RevocationBlocker.nextLook(
                            justPublished.observation(), Sample.retiring(2, NOW.plusSeconds(600))))
                    .contains(NOW.plusSeconds(30));
            assertThat(RevocationBlocker.nextLook(justPublished.observation(), Sample.retiring(2, NOW.plusSeconds(30))))
                    .contains(NOW.plusSeconds(30));
            assertThat(RevocationBlocker.nextLook(justPublished.observation(), Sample.retiring(2, NOW.plusSeconds(29))))
                    .contains(NOW.plusSeconds(29));
        }
    }

    @Nested
    class Succession {

        @Test
        void isThePublicationOfTheNextRevisionInTheHistory() {
            var history = List.of(
                    entry(5, NOW.minusSeconds(50)), entry(4, NOW.minusSeconds(70)), entry(2, NOW.minusSeconds(900)));

            assertThat(PredecessorUsageCheck.heldUntil(
                            status(resting().status(status -> status.withHistory(history))), OVER))
                    .isEqualTo(NOW.minusSeconds(70));
        }

        @Test
        void isThatOfTheCurrentTokenWhereTheHistoryDoesNotGoBackThatFar() {
            var history = List.of(entry(2, NOW.minusSeconds(900)));

            assertThat(PredecessorUsageCheck.heldUntil(
                            status(resting().status(status -> status.withHistory(history))), OVER))
                    .isEqualTo(PUBLISHED);
        }

        @Test
        void isTheEndOfTheOverlapWhereNoPublicationIsKnown() {
            assertThat(PredecessorUsageCheck.heldUntil(status(resting().current(null)), OVER))
                    .isEqualTo(OVER.revokeTime());
        }

        @Test
        void neverHappensInASecretOfAFormerName() {
            assertThat(PredecessorUsageCheck.heldUntil(status(resting()), OVER.withSecretName("former")))
                    .isEqualTo(Instant.MAX);
        }

        private static HistoryEntry entry(long revision, Instant published) {
            return HistoryEntryBuilder.builder()
                    .revision(revision)
                    .clientId("client")
                    .reason("Due")
                    .issueTime(published)
                    .publishTime(published)
                    .build();
        }

        private static ChalkServiceCredentialStatus status(Sample sample) {
            return sample.observation().status();
        }
    }

    private static RotationStatus pendingRestart() {
        return RotationStatusBuilder.builder().pendingRestarts(List.of(TARGET)).build();
    }

    private static Sample usedBy(int count) {
        var named = IntStream.rangeClosed(1, Math.min(count, SecretUsage.NAMED))
                .mapToObj(i -> new BlockingPod("pod-" + i, "app", NOW.minusSeconds(100_000)))
                .toList();
        return resting().usage("token-2", new SecretUsage(named, count));
    }

    private static Sample rolling(Map<RolloutRestartTarget, Rollout> rollouts) {
        return resting()
                .seen(seen -> seen.withWorkloads(new WorkloadState(rollouts, Map.of(), Optional.empty(), List.of())));
    }

    private static RevocationBlocker waitOf(Sample sample, RetiringToken token) {
        return RevocationBlocker.of(sample.observation(), token).orElseThrow();
    }

    private Step step(Sample sample) {
        return decider.decide(sample.observation()).step();
    }
}
