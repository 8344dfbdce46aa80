// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.resting;
import static ai.chalk.credentials.decision.Sample.retiring;
import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.api.v1alpha1.RotationStatus;
import ai.chalk.credentials.api.v1alpha1.RotationStatusBuilder;
import ai.chalk.credentials.api.v1alpha1.WorkloadKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rotation restarts each target once, together with other credentials that are about to restart it. */
class RestartRulesTest {

    private static final RolloutRestartTarget WEB = new RolloutRestartTarget(WorkloadKind.DEPLOYMENT, "web");
    private static final RolloutRestartTarget WORKER = new RolloutRestartTarget(WorkloadKind.DAEMON_SET, "worker");
    private static final Rollout COMPLETE = new Rollout.Complete();
    private static final Map<RolloutRestartTarget, Rollout> BOTH = Map.of(WEB, COMPLETE, WORKER, COMPLETE);

    private final Decider decider = new Decider();

    @Test
    void restartsOneWorkloadAfterTheOther() {
        assertThat(step(planned(BOTH, WORKER, WEB))).isEqualTo(restart(WORKER, Map.of("scorer", 3L)));
        assertThat(step(planned(BOTH, WEB))).isEqualTo(restart(WEB, Map.of("scorer", 3L)));
    }

    @Test
    void restartsNothingThatIsNotPlanned() {
        assertThat(step(planned(BOTH))).isInstanceOf(Step.Rest.class);
        assertThat(step(resting().seen(seen -> seen.withWorkloads(workloads(BOTH, List.of())))))
                .isInstanceOf(Step.Rest.class);
    }

    @Test
    void leavesOutWhatIsNotThereOrNoLongerInTheSpec() {
        var rollouts = Map.of(WEB, COMPLETE, WORKER, new Rollout.Missing());

        assertThat(step(planned(rollouts, WORKER, WEB))).isEqualTo(restart(WEB, Map.of("scorer", 3L)));
        assertThat(RestartRules.pending(
                        planned(Map.of(WEB, COMPLETE), WORKER, WEB).observation()))
                .containsExactly(WEB);
    }

    @Test
    void restartsEvenWhatIsRollingOrStuck() {
        assertThat(step(planned(Map.of(WEB, new Rollout.Stuck("paused")), WEB)))
                .isEqualTo(restart(WEB, Map.of("scorer", 3L)));
    }

    @Test
    void restartsNothingWhileTheSecretDoesNotHoldTheNewValue() {
        assertThat(step(planned(BOTH, WEB).secret(new SecretView.Absent()).unavailable(Sample.PASSING)))
                .isInstanceOf(Step.Stall.class);
        assertThat(RestartRules.restart(planned(BOTH, WEB).current(null).observation()))
                .isEmpty();
    }

    @Test
    void restartsBeforeThePredecessorIsRevoked() {
        assertThat(step(planned(BOTH, WEB).retiring(retiring(2, NOW.minusSeconds(1)))))
                .isInstanceOf(Step.Restart.class);
    }

    @Test
    void takesAlongWhatOthersWouldRestartNext() {
        var others = List.of(
                companion("a", false, Set.of(WEB), Set.of(WEB)),
                companion("b", false, Set.of(WEB, WORKER), Set.of(WORKER)),
                companion("c", false, Set.of(WEB), Set.of()));

        assertThat(step(planned(BOTH, WEB).seen(seen -> seen.withWorkloads(workloads(BOTH, others)))))
                .isEqualTo(restart(WEB, Map.of("a", 7L, "scorer", 3L)));
    }

    /** It waits half a minute for the others, from the publication on. */
    @ParameterizedTest
    @CsvSource({"0, true", "29, true", "30, false"})
    void waitsForAnotherCredentialThatIsAboutToRotate(long secondsSincePublication, boolean waits) {
        var others = List.of(companion("a", true, Set.of(WEB), Set.of()));
        var sample = publishedAt(NOW.minusSeconds(secondsSincePublication), BOTH, others);

        assertThat(step(sample) instanceof Step.Rest).isEqualTo(waits);
    }

    @Test
    void ignoresPeersThatDoNotRotateOrRestartAnotherTarget() {
        var others = List.of(
                companion("a", false, Set.of(WEB), Set.of()), companion("b", true, Set.of(WORKER), Set.of(WORKER)));

        assertThat(step(publishedAt(NOW, BOTH, others))).isInstanceOf(Step.Restart.class);
    }

    @Test
    void goesOnWithAnotherWorkloadMeanwhile() {
        var others = List.of(companion("a", true, Set.of(WORKER), Set.of()));
        var sample = publishedAt(NOW, BOTH, others).status(status -> status.withRotation(plan(WORKER, WEB)));

        assertThat(step(sample)).isEqualTo(restart(WEB, Map.of("scorer", 3L)));
    }

    @Test
    void looksAgainEveryThreeSecondsWhileItWaits() {
        var others = List.of(companion("a", true, Set.of(WEB), Set.of()));

        assertThat(step(publishedAt(NOW, BOTH, others))).isEqualTo(new Step.Rest(Optional.of(NOW.plusSeconds(3))));
    }

    /** A pod that is created in the same second as the publication would count as older. */
    @Test
    void waitsForTheEndOfTheSecondOfThePublication() {
        var sample = publishedAt(NOW.plusSeconds(1), BOTH, List.of());

        assertThat(step(sample)).isEqualTo(new Step.Rest(Optional.of(NOW.plusSeconds(1))));
    }

    @Test
    void countsFromTheIssueWhereThePublicationIsUnknown() {
        var current = token(3).withPublishTime(null).withIssueTime(NOW.plusSeconds(1));

        assertThat(step(published(current, BOTH, List.of()))).isEqualTo(new Step.Rest(Optional.of(NOW.plusSeconds(1))));
    }

    /** Otherwise a refused restart would be checked every three seconds. */
    @Test
    void doesNotLookAgainBeforeTheNextAttemptOfOneThatFailed() {
        var next = NOW.plusSeconds(240);
        var seen = planned(BOTH, WEB)
                .failure(Sample.failure(Step.Restart.class, FailureReason.KUBERNETES_REFUSED, next))
                .observation();
        var step = decider.decide(seen).step();

        assertThat(step).isEqualTo(new Step.BackOff(next));
        assertThat(decider.wakeUp(seen, step)).contains(next);
    }

    private Step step(Sample sample) {
        return decider.decide(sample.observation()).step();
    }

    private static Step restart(RolloutRestartTarget target, Map<String, Long> revisions) {
        return new Step.Restart(target, new TreeMap<>(revisions));
    }

    private static Sample publishedAt(
            Instant time, Map<RolloutRestartTarget, Rollout> rollouts, List<SharedTargetPeer> companions) {
        return published(token(3).withPublishTime(time), rollouts, companions);
    }

    private static Sample published(
            CurrentToken current, Map<RolloutRestartTarget, Rollout> rollouts, List<SharedTargetPeer> companions) {
        return planned(rollouts, WEB)
                .current(current)
                .seen(seen -> seen.withWorkloads(workloads(rollouts, companions)));
    }

    private static Sample planned(Map<RolloutRestartTarget, Rollout> rollouts, RolloutRestartTarget... targets) {
        return resting()
                .status(status -> status.withRotation(plan(targets)))
                .seen(seen -> seen.withWorkloads(workloads(rollouts, List.of())));
    }

    private static RotationStatus plan(RolloutRestartTarget... targets) {
        return RotationStatusBuilder.builder().pendingRestarts(List.of(targets)).build();
    }

    private static WorkloadState workloads(
            Map<RolloutRestartTarget, Rollout> rollouts, List<SharedTargetPeer> companions) {
        return new WorkloadState(rollouts, Map.of(), Optional.empty(), companions);
    }

    private static SharedTargetPeer companion(
            String name, boolean issuing, Set<RolloutRestartTarget> targets, Set<RolloutRestartTarget> pending) {
        return new SharedTargetPeer(name, 7, issuing, targets, pending);
    }
}
