// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.status;

import static ai.chalk.credentials.decision.Sample.LASTING;
import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.resting;
import static ai.chalk.credentials.decision.Sample.retiring;
import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.BlockingPod;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.RevocationPolicy;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.api.v1alpha1.WorkloadKind;
import ai.chalk.credentials.decision.Decider;
import ai.chalk.credentials.decision.Outcome;
import ai.chalk.credentials.decision.Rollout;
import ai.chalk.credentials.decision.Sample;
import ai.chalk.credentials.decision.SecretUsage;
import ai.chalk.credentials.decision.Step;
import ai.chalk.credentials.decision.WorkloadState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions that report a problem beside Ready, with the remedy. */
class WarningConditionsTest {

    private static final Instant DUE = token(3).issueTime().plus(Sample.INTERVAL);
    private static final Step REST = new Step.Rest(Optional.empty());
    private static final RolloutRestartTarget WEB = new RolloutRestartTarget(WorkloadKind.DEPLOYMENT, "web");
    private static final Duration DAY = Duration.ofDays(1);
    private static final SecretUsage USED =
            new SecretUsage(List.of(new BlockingPod("web-1", "app", NOW.minus(Duration.ofDays(3)))), 1);

    private final StatusAssembler assembler = new StatusAssembler();

    @Test
    void nothingIsWarnedOfAtRest() {
        assertThat(types(resting(), REST)).containsExactly("Ready");
    }

    @Test
    void aRotationThatIsLateSaysWhatKeepsIt() {
        var late = resting().seen(seen -> seen.withNow(DUE));

        assertThat(message(late, new Step.Stall(LASTING, NOW), "RotationOverdue"))
                .isEqualTo("due since " + DUE + ": change it");
        assertThat(message(late, REST, "RotationOverdue")).isEqualTo("due since " + DUE);
        assertThat(types(late.seen(seen -> seen.withNow(DUE.minusSeconds(1))), REST))
                .containsExactly("Ready");
    }

    @Test
    void aRotationThatWaitsForAPredecessorSaysForWhichAndWhy() {
        var alive = resting().seen(seen -> seen.withNow(DUE)).retiring(retiring(2, DUE.plusSeconds(1)));
        var used = resting()
                .seen(seen -> seen.withNow(DUE))
                .retiring(retiring(2, DUE))
                .usage("token-2", USED);

        assertThat(message(alive, REST, "RotationOverdue"))
                .isEqualTo("due since " + DUE + "; it waits until revision 2 is revoked");
        assertThat(message(used, REST, "RotationOverdue"))
                .startsWith("due since " + DUE + "; it waits until revision 2 is revoked: container ");
    }

    @Test
    void aRotationThatIsUnderWayIsNotLate() {
        var seen = resting().seen(before -> before.withNow(DUE)).observation();
        var begun =
                assembler.begin(seen, (Step.Issue) new Decider().decide(seen).step());

        assertThat(begun.conditions()).extracting(Condition::type).containsExactly("Ready");
    }

    @Test
    void aSuspendedRotationIsNotLate() {
        assertThat(types(
                        resting()
                                .rotation(rotation -> rotation.withSuspend(true))
                                .seen(seen -> seen.withNow(DUE)),
                        REST))
                .containsExactly("Ready");
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "1, true"})
    void aRevocationThatHasWaitedForADayIsBlocked(long seconds, boolean warned) {
        var since = NOW.minus(DAY).minusSeconds(seconds);
        var sample = resting().retiring(retiring(2, since)).usage("token-2", USED);

        assertThat(types(sample, REST).contains("RevocationBlocked")).isEqualTo(warned);
    }

    @Test
    void aBlockedRevocationNamesTheUsers() {
        var sample = resting().retiring(retiring(2, NOW.minus(DAY))).usage("token-2", USED);

        assertThat(message(sample, REST, "RevocationBlocked")).contains("container app of pod web-1");
        assertThat(types(
                        sample.rotation(rotation -> rotation.withRevocationPolicy(RevocationPolicy.AFTER_OVERLAP)),
                        REST))
                .containsExactly("Ready");
    }

    @Test
    void aRevocationThatWaitsForSomethingElseIsNotBlockedByUsers() {
        var rolling = workloads(Map.of(WEB, new Rollout.Progressing("1 of 2")));

        assertThat(types(
                        resting().retiring(retiring(2, NOW.minus(DAY))).seen(seen -> seen.withWorkloads(rolling)),
                        REST))
                .containsExactly("Ready");
    }

    @Test
    void aScheduleThatNeverFiresIsSaid() {
        var never = resting()
                .rotation(rotation -> rotation.withInterval(null))
                .rotation(rotation -> rotation.withSchedule("0 0 30 2 *"));

        assertThat(message(never, REST, "ScheduleNeverFires")).contains("\"0 0 30 2 *\"", "on demand only");
    }

    @ParameterizedTest
    @CsvSource({"0 3 * * MON", "61 * * * *", ","})
    void noOtherScheduleIs(String schedule) {
        assertThat(types(
                        resting()
                                .rotation(rotation -> rotation.withInterval(null))
                                .rotation(rotation -> rotation.withSchedule(schedule)),
                        REST))
                .containsExactly("Ready");
        assertThat(types(resting().spec(spec -> spec.withRotation(null)), REST)).containsExactly("Ready");
    }

    @Test
    void aStuckRolloutIsSaidWhileAPredecessorIsAlive() {
        var stuck =
                resting().seen(seen -> seen.withWorkloads(workloads(Map.of(WEB, new Rollout.Stuck("web is paused")))));

        assertThat(types(stuck, REST)).containsExactly("Ready");
        assertThat(message(stuck.retiring(retiring(2, NOW)), REST, "RolloutFailed"))
                .isEqualTo("web is paused");
    }

    @ParameterizedTest
    @CsvSource({
        "DEPLOYMENT, Deployment web",
        "STATEFUL_SET, StatefulSet web",
        "DAEMON_SET, DaemonSet web",
        "UNKNOWN, workload web"
    })
    void aTargetThatDoesNotExistIsNamedAsInTheSpec(WorkloadKind kind, String name) {
        var missing = workloads(Map.of(new RolloutRestartTarget(kind, "web"), new Rollout.Missing()));
        var sample = resting().retiring(retiring(2, NOW)).seen(seen -> seen.withWorkloads(missing));

        assertThat(message(sample, REST, "RolloutFailed"))
                .isEqualTo("spec.rolloutRestartTargets names " + name + ", which does not exist");
    }

    @Test
    void aRolloutThatIsCompleteIsNotSaid() {
        var complete = workloads(Map.of(WEB, new Rollout.Complete()));

        assertThat(types(resting().retiring(retiring(2, NOW)).seen(seen -> seen.withWorkloads(complete)), REST))
                .containsExactly("Ready");
    }

    @Test
    void nothingIsWarnedOfWhileTheCredentialIsDeleted() {
        assertThat(types(resting().deleting().seen(seen -> seen.withNow(DUE)), REST))
                .containsExactly("Ready", "Reconciling");
    }

    private static WorkloadState workloads(Map<RolloutRestartTarget, Rollout> rollouts) {
        return new WorkloadState(rollouts, Map.of(), Optional.empty(), List.of());
    }

    private List<String> types(Sample sample, Step step) {
        return conditions(sample, step).stream().map(Condition::type).toList();
    }

    private String message(Sample sample, Step step, String type) {
        return conditions(sample, step).stream()
                .filter(condition -> condition.type().equals(type))
                .map(Condition::message)
                .findFirst()
                .orElseThrow();
    }

    private List<Condition> conditions(Sample sample, Step step) {
        var status = assembler.assemble(sample.observation(), step, new Outcome.Nothing());
        return status.conditions();
    }
}
