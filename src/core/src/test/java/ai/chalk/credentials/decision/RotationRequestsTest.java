// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.pending;
import static ai.chalk.credentials.decision.Sample.resting;
import static ai.chalk.credentials.decision.Sample.retiring;
import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.RotationStatusBuilder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Users request a rotation, report a leak, or revoke a token in Chalk. */
class RotationRequestsTest {

    private static final Step.Rest REST =
            new Step.Rest(Optional.of(token(3).issueTime().plus(Sample.INTERVAL)));

    private final Decider decider = new Decider();

    @ParameterizedTest
    @CsvSource({
        "new, , , TRIGGER",
        ", new, , REQUESTED",
        ", , new, LEAKED",
        "new, new, , TRIGGER",
        "new, new, new, LEAKED",
        "old, new, , REQUESTED",
        "old, old, new, LEAKED"
    })
    void aNewTextIsANewRequest(
            @Nullable String trigger, @Nullable String rotate, @Nullable String revoke, IssueReason cause) {
        assertThat(issue(asked(trigger, rotate, revoke)).reason()).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({", ,", "old, ,", ", old,", ", , old", "old, old, old"})
    void whatIsHandledOrTakenAwayAsksForNothing(
            @Nullable String trigger, @Nullable String rotate, @Nullable String revoke) {
        assertThat(step(asked(trigger, rotate, revoke))).isEqualTo(REST);
    }

    @Test
    void theFirstRequestOfACredentialIsNewToo() {
        var sample = resting().seen(seen -> seen.withRequests(requests("t", null, null)));

        assertThat(issue(sample).reason()).isEqualTo(IssueReason.TRIGGER);
    }

    @Test
    void suspensionHoldsRequestsBackButNoReportOfALeak() {
        assertThat(step(asked("new", "new", null).rotation(rotation -> rotation.withSuspend(true))))
                .isEqualTo(new Step.Rest(Optional.empty()));
        assertThat(issue(asked(null, null, "new").rotation(rotation -> rotation.withSuspend(true)))
                        .reason())
                .isEqualTo(IssueReason.LEAKED);
    }

    @Test
    void requestsWaitForARetiringPredecessorAndAReportOfALeakDoesNot() {
        var later = NOW.plusSeconds(600);

        assertThat(step(asked("new", "new", null).retiring(retiring(2, later))))
                .isEqualTo(new Step.Rest(Optional.of(later)));
        assertThat(issue(asked(null, null, "new").retiring(retiring(2, later))).reason())
                .isEqualTo(IssueReason.LEAKED);
    }

    @Test
    void aLeakCountsMoreThanALostSecretWhichCountsMoreThanAWish() {
        var lost = new SecretView.Absent();

        assertThat(issue(asked(null, null, "new").secret(lost)).reason()).isEqualTo(IssueReason.LEAKED);
        assertThat(issue(asked("new", "new", null).secret(lost)).reason()).isEqualTo(IssueReason.SECRET_LOST);
    }

    @Test
    void anAttemptCarriesOutEverythingThatIsAskedForWhateverItsCause() {
        var attempt = issue(asked("new", "newer", null).secret(new SecretView.Absent()))
                .pending();

        assertThat(HandledRequests.of(attempt)).isEqualTo(new HandledRequests("new", "newer", "old"));
    }

    @Test
    void anAttemptKeepsWhatWasHandledBeforeAndIsTakenAway() {
        var attempt = issue(asked(null, null, "new")).pending();

        assertThat(HandledRequests.of(attempt)).isEqualTo(new HandledRequests("old", "old", "new"));
    }

    @Test
    void aTakeOverCarriesOutNoMoreThanTheAttemptThatItContinues() {
        var open =
                pending(4).withHandledTrigger("a").withHandledRotateRequest("b").withHandledRevokeRequest("c");

        assertThat(HandledRequests.of(
                        issue(asked("new", "new", "new").pending(open)).pending()))
                .isEqualTo(new HandledRequests("a", "b", "c"));
    }

    @ParameterizedTest
    @EnumSource
    void eachCauseSaysWhetherItWaitsAndWhetherTheTokenIsAsWanted(IssueReason cause) {
        var waits =
                switch (cause) {
                    case INITIAL, LEAKED, REVOKED_IN_CHALK, SECRET_LOST, SECRET_TAMPERED -> false;
                    case TRIGGER, REQUESTED, DUE, SECRET_RENAMED, MOVED -> true;
                };
        var keeps =
                switch (cause) {
                    case TRIGGER, REQUESTED, DUE -> true;
                    case INITIAL, LEAKED, REVOKED_IN_CHALK, SECRET_LOST, SECRET_TAMPERED, SECRET_RENAMED, MOVED ->
                        false;
                };

        assertThat(cause.isRepair()).isEqualTo(!waits);
        assertThat(cause.keepsToken()).isEqualTo(keeps);
    }

    @Test
    void aListingWithoutTheTokenIsVerifiedBeforeAnythingIsIssued() {
        var step = step(asked("new", "new", "new").seen(seen -> seen.withInChalk(new ChalkTokenState.Missing())));

        assertThat(step).isEqualTo(new Step.Verify(token(3)));
        assertThat(step.chalk()).contains(TokenLocation.of(token(3)));
    }

    @Test
    void nothingIsVerifiedThatTheSecretDoesNotHold() {
        var sample = resting()
                .seen(seen -> seen.withInChalk(new ChalkTokenState.Missing()))
                .secret(new SecretView.Absent());

        assertThat(issue(sample).reason()).isEqualTo(IssueReason.SECRET_LOST);
    }

    @Test
    void aTokenThatChalkRefusesIsReplaced() {
        assertThat(issue(resting().seen(seen -> seen.withInChalk(new ChalkTokenState.Refused())))
                        .reason())
                .isEqualTo(IssueReason.REVOKED_IN_CHALK);
    }

    @Test
    void grantsThatWereChangedInChalkAreSetAgain() {
        var drifted =
                resting().seen(seen -> seen.withInChalk(new ChalkTokenState.Listed(Sample.grants("query.offline"))));

        assertThat(step(drifted)).isEqualTo(new Step.UpdateGrants(token(3), Sample.GRANTS));
        assertThat(step(resting().seen(seen -> seen.withInChalk(new ChalkTokenState.Listed(Sample.GRANTS)))))
                .isEqualTo(REST);
    }

    @Test
    void grantsAreSetWhileAnOrdinaryRotationWaitsButNotOnATokenThatIsToMove() {
        var alive = retiring(2, NOW.plusSeconds(600));
        var wider = Sample.grants("query.offline");

        assertThat(step(asked("new", null, null).retiring(alive).wanting(wider)))
                .isEqualTo(new Step.UpdateGrants(token(3), wider));
        assertThat(step(resting()
                        .spec(spec -> spec.withProject("other"))
                        .retiring(alive)
                        .wanting(wider)))
                .isEqualTo(new Step.Rest(Optional.of(NOW.plusSeconds(600))));
    }

    /** All handled requests have the text "old". */
    private static Sample asked(@Nullable String trigger, @Nullable String rotate, @Nullable String revoke) {
        return resting()
                .status(status -> status.withRotation(RotationStatusBuilder.builder()
                        .handledTrigger("old")
                        .handledRotateRequest("old")
                        .handledRevokeRequest("old")
                        .build()))
                .seen(seen -> seen.withRequests(requests(trigger, rotate, revoke)));
    }

    private static RotationRequests requests(
            @Nullable String trigger, @Nullable String rotate, @Nullable String revoke) {
        return new RotationRequests(
                Optional.ofNullable(trigger), Optional.ofNullable(rotate), Optional.ofNullable(revoke));
    }

    private Step.Issue issue(Sample sample) {
        var step = step(sample);
        assertThat(step).isInstanceOf(Step.Issue.class);
        return (Step.Issue) step;
    }

    private Step step(Sample sample) {
        return decider.decide(sample.observation()).step();
    }
}
