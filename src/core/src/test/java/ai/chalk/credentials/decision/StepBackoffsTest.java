// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.OTHER_CONNECTION;
import static ai.chalk.credentials.decision.Sample.TARGET;
import static ai.chalk.credentials.decision.Sample.UNSWEPT;
import static ai.chalk.credentials.decision.Sample.grants;
import static ai.chalk.credentials.decision.Sample.ours;
import static ai.chalk.credentials.decision.Sample.pending;
import static ai.chalk.credentials.decision.Sample.resting;
import static ai.chalk.credentials.decision.Sample.retiring;
import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.Failure;
import ai.chalk.credentials.api.v1alpha1.PausedStep;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step that keeps failing waits alone and does not block the rules behind it. */
class StepBackoffsTest {

    private static final Instant LATER = NOW.plusSeconds(600);
    private static final Instant SOONER = NOW.plusSeconds(5);
    private static final Failure GRANTS =
            Sample.failure(Step.UpdateGrants.class, FailureReason.GRANTS_NOT_APPLIED, LATER);

    private final Decider decider = new Decider();

    @Test
    void aMisspeltPermissionDoesNotKeepAPredecessorAlive() {
        var sample = resting()
                .wanting(grants("query.onlin"))
                .retiring(retiring(2, NOW))
                .failure(GRANTS);

        assertThat(step(sample)).isInstanceOf(Step.Retire.class);
        assertThat(step(sample.retiring())).isEqualTo(new Step.BackOff(LATER));
        assertThat(step(sample.failure(GRANTS.withNextAttemptTime(NOW)))).isInstanceOf(Step.UpdateGrants.class);
    }

    @Test
    void aSweepThatIsRefusedKeepsNothingFromBeingRepaired() {
        var refused = Sample.failure(Step.Sweep.class, FailureReason.PERMISSION_DENIED, LATER);
        var lost = resting().secret(new SecretView.Absent()).status(status -> status.withUnswept(List.of(UNSWEPT)));

        assertThat(step(lost)).isInstanceOf(Step.Sweep.class);
        assertThat(step(lost.failure(refused))).isInstanceOf(Step.Issue.class);
    }

    /** Both wait and do not block the rules behind them, and each keeps its own time. */
    @Test
    void stepsThatFailInTurnWaitEachForItself() {
        var both = GRANTS.withPaused(List.of(new PausedStep("Sweep", SOONER)));
        var sample = resting()
                .status(status -> status.withUnswept(List.of(UNSWEPT)))
                .wanting(grants("query.onlin"))
                .retiring(retiring(2, NOW))
                .failure(both);

        assertThat(step(sample)).isInstanceOf(Step.Retire.class);
        var waiting = sample.retiring();
        assertThat(step(waiting)).isEqualTo(new Step.BackOff(SOONER));
        assertThat(decider.wakeUp(waiting.observation(), step(waiting))).contains(SOONER);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureReason.class,
            names = {"CHALK_UNAVAILABLE", "CHALK_THROTTLED", "UNEXPECTED_RESPONSE", "CONNECTION_UNAUTHORIZED"})
    void aConnectionThatLeadsNowhereIsAskedForNothingElse(FailureReason reason) {
        var sample = resting()
                .status(status -> status.withUnswept(List.of(UNSWEPT)))
                .retiring(retiring(2, NOW))
                .failure(Sample.failure(Step.Sweep.class, reason, LATER));

        assertThat(step(sample)).isEqualTo(new Step.BackOff(LATER));
        assertThat(step(sample.secret(ours(token(3)).withRendered(false))))
                .as("steps without Chalk continue")
                .isInstanceOf(Step.Render.class);
    }

    @Test
    void anotherConnectionIsAskedAllTheSame() {
        var elsewhere = new UnsweptEnvironment(OTHER_CONNECTION, TARGET.environmentId(), null);
        var sample = resting()
                .status(status -> status.withUnswept(List.of(elsewhere)))
                .retiring(retiring(2, NOW))
                .failure(Sample.failure(Step.Sweep.class, FailureReason.CHALK_UNAVAILABLE, LATER));

        assertThat(step(sample)).isInstanceOf(Step.Retire.class);
    }

    /** A Secret that is ahead and a token that is not listed must be verified before any later step. */
    @Test
    void whatDecidesTheRestComesFirst() {
        var ahead = resting().secret(ours(token(9))).retiring(retiring(2, NOW));
        var missing = resting()
                .seen(seen -> seen.withInChalk(new ChalkTokenState.Missing()))
                .retiring(retiring(2, NOW));

        assertThat(step(ahead.failure(Sample.failure("Record", FailureReason.PERMISSION_DENIED, LATER))))
                .isEqualTo(new Step.BackOff(LATER));
        assertThat(step(missing.failure(Sample.failure(Step.Verify.class, FailureReason.PERMISSION_DENIED, LATER))))
                .isEqualTo(new Step.BackOff(LATER));
    }

    @Test
    void anOpenAttemptIsTakenOverBeforeAnythingElse() {
        var sample = resting()
                .pending(pending(4))
                .retiring(retiring(2, NOW))
                .failure(Sample.failure(Step.Issue.class, FailureReason.REJECTED, LATER));

        assertThat(step(sample)).isEqualTo(new Step.BackOff(LATER));
    }

    @Test
    void whatWasPublishedAsAnnouncedIsRecordedAtOnce() {
        var sample = resting()
                .pending(pending(4))
                .secret(ours(token(4)))
                .failure(Sample.failure("Record", FailureReason.CHALK_UNAVAILABLE, LATER));

        assertThat(step(sample)).isInstanceOf(Step.RecordToken.class);
    }

    /** Like every failure before steps were named. */
    @Test
    void aFailureThatNamesNoStepHoldsWhateverCallsChalk() {
        var sample =
                resting().retiring(retiring(2, NOW)).failure(Sample.failure(FailureReason.PERMISSION_DENIED, LATER));

        assertThat(step(sample)).isEqualTo(new Step.BackOff(LATER));
    }

    @Test
    void anEditOrAnotherConnectionEndsAllPauses() {
        var paused = GRANTS.withPaused(List.of(new PausedStep("Sweep", LATER)));
        var sample = resting()
                .status(status -> status.withUnswept(List.of(UNSWEPT)))
                .wanting(grants("query.onlin"))
                .failure(paused);

        assertThat(step(sample)).isEqualTo(new Step.BackOff(LATER));
        assertThat(step(sample.seen(seen -> seen.withGeneration(2L)))).isInstanceOf(Step.Sweep.class);
        assertThat(step(sample.seen(seen -> seen.withGeneration(1L)).seen(seen -> seen.withConnectionSince(NOW))))
                .isInstanceOf(Step.Sweep.class);
        assertThat(StepBackoffs.beside(sample.observation(), new Step.Sweep(UNSWEPT)))
                .isEmpty();
    }

    @Test
    void aFurtherFailureKeepsTheRetryTimesOfOthers() {
        var paused = GRANTS.withPaused(List.of(new PausedStep("Sweep", SOONER), new PausedStep("Retire", NOW)));
        var seen = resting().failure(paused).observation();

        assertThat(StepBackoffs.beside(seen, new Step.Retire(retiring(2, NOW), Optional.empty())))
                .containsExactly(new PausedStep("Sweep", SOONER), new PausedStep("UpdateGrants", LATER));
        assertThat(StepBackoffs.beside(seen, new Step.Sweep(UNSWEPT)))
                .containsExactly(new PausedStep("UpdateGrants", LATER));
    }

    @Test
    void aSuccessForgetsItsOwnFailuresOnly() {
        var paused = GRANTS.withPaused(List.of(new PausedStep("Sweep", SOONER)));

        assertThat(StepBackoffs.after(Optional.of(paused), new Step.Sweep(UNSWEPT)))
                .contains(GRANTS);
        assertThat(StepBackoffs.after(Optional.of(paused), new Step.UpdateGrants(token(3), grants("query.online"))))
                .isEmpty();
        assertThat(StepBackoffs.after(Optional.of(paused), new Step.Retire(retiring(2, NOW), Optional.empty())))
                .contains(paused);
        assertThat(StepBackoffs.after(Optional.empty(), new Step.Sweep(UNSWEPT)))
                .isEmpty();
    }

    @Test
    void theNextOneHasItsTurnAtOnceAfterAFailure() {
        var failed = new Step.UpdateGrants(token(3), grants("query.onlin"));
        var sample = resting().wanting(grants("query.onlin")).failure(GRANTS);

        assertThat(decider.wakeUp(sample.observation(), failed)).contains(LATER);
        assertThat(decider.wakeUp(sample.retiring(retiring(2, NOW)).observation(), failed))
                .contains(NOW);
    }

    /** A clock that was set back, or a change of the connection in the same second, ends the waits without a busy loop. */
    @Test
    void theSameStepIsNeverTriedAgainAtOnce() {
        var failed = new Step.UpdateGrants(token(3), grants("query.onlin"));
        var sample = resting()
                .wanting(grants("query.onlin"))
                .failure(GRANTS)
                .seen(seen -> seen.withConnectionSince(NOW.plusSeconds(3600)));

        assertThat(step(sample)).isEqualTo(failed);
        assertThat(decider.wakeUp(sample.observation(), failed)).contains(LATER);
    }

    private Step step(Sample sample) {
        return decider.decide(sample.observation()).step();
    }
}
