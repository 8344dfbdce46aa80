// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.status;

import static ai.chalk.credentials.decision.Sample.LASTING;
import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.OVERLAP;
import static ai.chalk.credentials.decision.Sample.PASSING;
import static ai.chalk.credentials.decision.Sample.SECRET;
import static ai.chalk.credentials.decision.Sample.UNSWEPT;
import static ai.chalk.credentials.decision.Sample.fresh;
import static ai.chalk.credentials.decision.Sample.ours;
import static ai.chalk.credentials.decision.Sample.pending;
import static ai.chalk.credentials.decision.Sample.resting;
import static ai.chalk.credentials.decision.Sample.retiring;
import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.chalk.credentials.api.v1alpha1.Binding;
import ai.chalk.credentials.api.v1alpha1.BlockingPod;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.HistoryEntry;
import ai.chalk.credentials.api.v1alpha1.HistoryEntryBuilder;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.RotationStatus;
import ai.chalk.credentials.api.v1alpha1.SecretFormat;
import ai.chalk.credentials.api.v1alpha1.SecretOutputBuilder;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;
import ai.chalk.credentials.decision.Decider;
import ai.chalk.credentials.decision.FailureReason;
import ai.chalk.credentials.decision.GrantsHash;
import ai.chalk.credentials.decision.IssueReason;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.decision.Outcome;
import ai.chalk.credentials.decision.RotationRequests;
import ai.chalk.credentials.decision.Sample;
import ai.chalk.credentials.decision.SecretUsage;
import ai.chalk.credentials.decision.SecretView;
import ai.chalk.credentials.decision.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatusAssemblerTest {

    private static final Step REST = new Step.Rest(Optional.empty());
    private static final Outcome NOTHING = new Outcome.Nothing();
    private static final Outcome DONE = new Outcome.Done();
    private static final RetiringToken OVER = retiring(2, NOW.minusSeconds(60));

    private final StatusAssembler assembler = new StatusAssembler();

    static Stream<Arguments> postponed() {
        var trigger = new RotationRequests(Optional.of("new"), Optional.empty(), Optional.empty());
        var rotate = new RotationRequests(Optional.empty(), Optional.of("new"), Optional.empty());
        return Stream.of(
                arguments("Moved", resting().spec(spec -> spec.withEnvironment("other"))),
                arguments("SecretRenamed", resting().secretNamed("renamed")),
                arguments("Trigger", resting().seen(seen -> seen.withRequests(trigger))),
                arguments("Requested", resting().seen(seen -> seen.withRequests(rotate))));
    }

    @Nested
    class Conditions {

        @Test
        void isReadyWhileTheSecretHoldsTheToken() {
            var status = assemble(resting(), REST, NOTHING);

            assertThat(conditions(status)).containsExactly("Ready=TRUE Rotated");
            assertThat(condition(status, "Ready").message()).contains(SECRET, "revision 3", "client-3");
            assertThat(condition(status, "Ready").observedGeneration()).isEqualTo(1);
        }

        @Test
        void saysIssuedOfTheFirstToken() {
            var first = token(1).withReason(IssueReason.INITIAL.word());

            assertThat(conditions(assemble(resting().current(first).secret(ours(first)), REST, NOTHING)))
                    .containsExactly("Ready=TRUE Issued");
        }

        @Test
        void isUnknownAndReconcilingWhileTheFirstTokenIsIssued() {
            var sample = fresh();

            assertThat(conditions(begin(sample))).containsExactly("Ready=UNKNOWN Issuing", "Reconciling=TRUE Issuing");
        }

        @Test
        void isNotReadyWhileALostSecretIsIssuedAgain() {
            assertThat(conditions(begin(resting().secret(new SecretView.Absent()))))
                    .containsExactly("Ready=FALSE Issuing", "Reconciling=TRUE Issuing");
        }

        @Test
        void staysReadyAndQuietDuringAnOrdinaryRotation() {
            var due = resting().seen(seen -> seen.withNow(token(3).issueTime().plus(Sample.INTERVAL)));

            assertThat(conditions(begin(due))).containsExactly("Ready=TRUE Rotated");
        }

        @Test
        void isReconcilingWhereSomethingPassingKeepsTheFirstTokenAway() {
            var status = assemble(fresh(), new Step.Stall(PASSING, NOW), NOTHING);

            assertThat(conditions(status))
                    .containsExactly("Ready=FALSE ConnectionNotReady", "Reconciling=TRUE ConnectionNotReady");
        }

        @Test
        void isStalledIfManualActionIsNeeded() {
            var status = assemble(fresh(), new Step.Stall(LASTING, NOW), NOTHING);

            assertThat(conditions(status))
                    .containsExactly("Ready=FALSE RefusedByPolicy", "Stalled=TRUE RefusedByPolicy");
            assertThat(condition(status, "Stalled").message()).isEqualTo("change it");
        }

        @Test
        void staysReadyBesideStalled() {
            assertThat(conditions(assemble(resting(), new Step.Stall(LASTING, NOW), NOTHING)))
                    .containsExactly("Ready=TRUE Rotated", "Stalled=TRUE RefusedByPolicy");
        }

        @Test
        void anOutageWithAWorkingSecretIsNeitherReconcilingNorStalled() {
            var failed = Outcome.Failed.of(FailureReason.CHALK_UNAVAILABLE, "no answer");

            assertThat(conditions(assemble(resting(), retire(), failed))).containsExactly("Ready=TRUE Rotated");
        }

        @Test
        void isReconcilingWhileAChangedSpecIsNotCarriedOut() {
            var failed = Outcome.Failed.of(FailureReason.CHALK_UNAVAILABLE, "no answer");

            assertThat(conditions(assemble(resting().seen(seen -> seen.withGeneration(2L)), retire(), failed)))
                    .containsExactly("Ready=TRUE Rotated", "Reconciling=TRUE ChalkUnavailable");
        }

        /** The overlap of revision 2 is not over: the request waits, and the status must not look as if it was carried out. */
        @ParameterizedTest
        @MethodSource("ai.chalk.credentials.status.StatusAssemblerTest#postponed")
        void isReconcilingWhileWhatWasAskedForWaits(String cause, Sample edited) {
            var later = NOW.plusSeconds(600);
            var status = assemble(edited.retiring(retiring(2, later)), REST, NOTHING);

            assertThat(conditions(status))
                    .containsExactly("Ready=TRUE Rotated", "Reconciling=TRUE WaitingForRevocation");
            assertThat(condition(status, "Reconciling").message())
                    .isEqualTo(
                            "a rotation (reason " + cause + ") waits until revision 2 is revoked, not before " + later);
        }

        @Test
        void saysWhoIsWaitedForOnceTheOverlapIsOver() {
            var moved = resting()
                    .spec(spec -> spec.withEnvironment("other"))
                    .retiring(retiring(2, NOW))
                    .seen(seen -> seen.withConnectionClientIds(Set.of("client-2")));
            var status = assemble(moved, REST, NOTHING);

            assertThat(condition(status, "Reconciling").message())
                    .startsWith("a rotation (reason Moved) waits until revision 2 is revoked: a connection of this"
                            + " operator still uses client id client-2");
        }

        @Test
        void staysReconcilingPassAfterPass() {
            var moved =
                    resting().spec(spec -> spec.withEnvironment("other")).retiring(retiring(2, NOW.plusSeconds(600)));
            var status = assemble(moved, REST, NOTHING);
            var again = moved.seen(seen -> seen.withStatus(status));

            assertThat(assemble(again, REST, NOTHING)).isEqualTo(status);
        }

        @Test
        void isOverdueAndNoMoreWhileADueRotationWaits() {
            var due = token(3).issueTime().plus(Sample.INTERVAL);
            var sample = resting().seen(seen -> seen.withNow(due)).retiring(retiring(2, due.plusSeconds(600)));

            assertThat(conditions(assemble(sample, REST, NOTHING)))
                    .containsExactly("Ready=TRUE Rotated", "RotationOverdue=TRUE NotRotated");
        }

        @Test
        void isStalledInsteadOfReconcilingIfTheWaitNeedsManualAction() {
            var moved = resting().spec(spec -> spec.withEnvironment("other")).retiring(retiring(2, NOW));

            assertThat(conditions(assemble(moved, new Step.Stall(LASTING, NOW), NOTHING)))
                    .containsExactly("Ready=TRUE Rotated", "Stalled=TRUE RefusedByPolicy");
        }

        @Test
        void isDeletingToTheEnd() {
            assertThat(conditions(assemble(resting().deleting(), REST, NOTHING)))
                    .containsExactly("Ready=FALSE Deleting", "Reconciling=TRUE Deleting");
        }

        @Test
        void keepsTheTimeOfTheLastTransition() {
            var since = Sample.ready().lastTransitionTime();

            assertThat(condition(assemble(resting(), REST, NOTHING), "Ready").lastTransitionTime())
                    .isEqualTo(since);
            assertThat(condition(begin(resting().secret(new SecretView.Absent())), "Ready")
                            .lastTransitionTime())
                    .isEqualTo(NOW);
        }
    }

    @Nested
    class Steps {

        @Test
        void beginningAnnouncesTheAttempt() {
            var sample = resting()
                    .secret(new SecretView.Absent())
                    .pending(pending(4))
                    .issueTimes(NOW.minusSeconds(3600), NOW.minusSeconds(60));
            var status = begin(sample);

            assertThat(status.pending()).isEqualTo(issue(sample).pending());
            assertThat(status.highestRevision()).isEqualTo(5);
            assertThat(status.unswept()).containsExactly(UNSWEPT);
            assertThat(status.current()).isEqualTo(token(3));
            assertThat(issueTimes(status)).containsExactly(NOW.minusSeconds(60), NOW);
            assertThat(status.observedGeneration()).isEqualTo(1);
        }

        @Test
        void publishingAndBeingFencedLeaveTheStatusToTheNextPass() {
            var seen = resting().observation();

            assertThat(assembler.assemble(seen, retire(), new Outcome.Published()))
                    .isSameAs(seen.status());
            assertThat(assembler.assemble(seen, retire(), new Outcome.Fenced())).isSameAs(seen.status());
        }

        @Test
        void namesTheHoldersOfAPredecessorUntilTheyRelease() {
            var user = new BlockingPod("web-1", "app", NOW.minusSeconds(100_000));
            var held = assemble(
                    resting().retiring(OVER).usage("token-2", new SecretUsage(List.of(user), 12)), REST, NOTHING);
            var free = assemble(
                    resting().usage("token-2", SecretUsage.NONE).status(status -> status.withRetiring(held.retiring())),
                    REST,
                    NOTHING);

            assertThat(held.retiring())
                    .containsExactly(OVER.withBlockedBy(List.of(user)).withBlockedByCount(12));
            assertThat(free.retiring()).containsExactly(OVER);
        }

        @Test
        void keepsTheHoldersOfAPredecessorIfUsageIsUnknown() {
            var known = OVER.withBlockedByCount(12);

            assertThat(assemble(resting().retiring(known), REST, NOTHING).retiring())
                    .containsExactly(known);
        }

        @Test
        void recordsWhatTheSecretSaysAndNotTheSpec() {
            var recorded = token(4).withEnvironmentName("elsewhere");
            var sample = resting().pending(pending(4)).secret(ours(recorded));
            var status = assemble(sample, new Step.RecordToken(recorded, Optional.empty(), false), DONE);

            assertThat(status.current()).isEqualTo(recorded);
            assertThat(status.pending()).isNull();
            assertThat(status.unswept()).isEmpty();
            assertThat(status.highestRevision()).isEqualTo(4);
            assertThat(status.clientId()).isEqualTo("client-4");
            assertThat(status.secretName()).isEqualTo(SECRET);
            assertThat(status.lastRotationTime()).isEqualTo(recorded.publishTime());
            assertThat(conditions(status))
                    .containsExactly("Ready=TRUE Rotated", "Reconciling=TRUE WaitingForRevocation");
        }

        @Test
        void recordingLetsThePredecessorWorkOnForTheOverlap() {
            var revokeTime = Objects.requireNonNull(token(4).publishTime()).plus(OVERLAP);

            assertThat(record(resting()).retiring()).containsExactly(retiring(3, revokeTime));
        }

        @Test
        void recordingCountsTheOverlapFromNowWhereThePublishTimeIsUnknown() {
            var recorded = token(4).withPublishTime(null);
            var status = assemble(resting(), new Step.RecordToken(recorded, Optional.empty(), false), DONE);

            assertThat(status.retiring()).containsExactly(retiring(3, NOW.plus(OVERLAP)));
        }

        @Test
        void recordingTheCurrentTokenAgainRetiresNothing() {
            assertThat(assemble(resting(), new Step.RecordToken(token(3), Optional.empty(), true), DONE)
                            .retiring())
                    .isEmpty();
        }

        @Test
        void recordingLeavesAGivenUpAttemptToTheSweep() {
            var status = assemble(
                    resting().pending(pending(5)), new Step.RecordToken(token(4), Optional.of(pending(5)), true), DONE);

            assertThat(status.unswept()).containsExactly(UNSWEPT);
            assertThat(status.pending()).isNull();
        }

        @Test
        void recordingNeverLowersTheHighestRevision() {
            assertThat(record(resting().status(status -> status.withHighestRevision(9L)))
                            .highestRevision())
                    .isEqualTo(9);
        }

        @Test
        void recordingEndsTheFailure() {
            var failed = resting().failure(Sample.failure(FailureReason.CHALK_UNAVAILABLE, NOW));

            assertThat(record(failed).failure()).isNull();
        }

        @Test
        void keepsTheTenNewestRevisionsInItsHistory() {
            var ten = LongStream.iterate(13, revision -> revision - 1)
                    .limit(10)
                    .mapToObj(revision -> HistoryEntryBuilder.builder()
                            .revision(revision)
                            .clientId("client")
                            .reason("Due")
                            .issueTime(NOW)
                            .publishTime(NOW)
                            .build())
                    .toList();

            assertThat(assemble(
                                    resting().status(status -> status.withHistory(ten)),
                                    new Step.RecordToken(token(14), Optional.empty(), false),
                                    DONE)
                            .history())
                    .extracting(HistoryEntry::revision)
                    .containsExactly(14L, 13L, 12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L);
        }

        @Test
        void keepsEachRevisionOnceInItsHistory() {
            var entry = HistoryEntryBuilder.builder()
                    .revision(4L)
                    .clientId("client-4")
                    .reason("Due")
                    .issueTime(NOW)
                    .publishTime(NOW)
                    .build();

            assertThat(record(resting().status(status -> status.withHistory(List.of(entry))))
                            .history())
                    .extracting(HistoryEntry::revision)
                    .containsExactly(4L);
        }

        @Test
        void sweepingForgetsThatEnvironmentOnly() {
            var other = new UnsweptEnvironment(Sample.OTHER_CONNECTION, "x", null);
            var status = assemble(
                    resting()
                            .status(before -> before.withUnswept(List.of(UNSWEPT, other)))
                            .pending(pending(4)),
                    new Step.Sweep(UNSWEPT),
                    DONE);

            assertThat(status.unswept()).containsExactly(other);
            assertThat(status.pending()).isNull();
        }

        @Test
        void retiringRecordsTheRevocation() {
            var entry = HistoryEntryBuilder.builder()
                    .revision(2L)
                    .clientId("client-2")
                    .reason("Due")
                    .issueTime(NOW)
                    .publishTime(NOW)
                    .build();
            var sample = resting().retiring(retiring(2, NOW)).status(status -> status.withHistory(List.of(entry)));
            var status = assemble(sample, retire(), DONE);

            assertThat(status.retiring()).isEmpty();
            assertThat(status.current()).isEqualTo(token(3));
            assertThat(status.history())
                    .extracting(HistoryEntry::revision, HistoryEntry::revokeTime)
                    .containsExactly(tuple(2L, NOW));
        }

        @Test
        void retiringTheCurrentTokenOfADeletedCredentialForgetsIt() {
            var step = new Step.Retire(retiring(3, NOW), Optional.empty());

            assertThat(assemble(resting().deleting(), step, DONE).current()).isNull();
        }

        @Test
        void updatingGrantsRemembersThemOnTheToken() {
            var grants = Sample.grants("query.offline");
            var status = assemble(resting(), new Step.UpdateGrants(token(3), grants), DONE);

            assertThat(status.current()).isEqualTo(token(3).withGrantsHash(GrantsHash.of(grants)));
        }

        @Test
        void aStepThatIsDoneDoesNotCountTheNewestEditAsCarriedOut() {
            var edited = resting().seen(seen -> seen.withGeneration(2L));

            assertThat(assemble(edited, retire(), DONE).observedGeneration()).isEqualTo(1);
            assertThat(assemble(edited, REST, NOTHING).observedGeneration()).isEqualTo(2);
        }

        @Test
        void namesTheSecretAsBindingWhereTheFormatIsAskedFor() {
            var output = SecretOutputBuilder.builder()
                    .formats(List.of(SecretFormat.SERVICE_BINDING))
                    .build();

            assertThat(assemble(resting().spec(spec -> spec.withSecret(output)), REST, NOTHING)
                            .binding())
                    .isEqualTo(new Binding(SECRET));
            assertThat(assemble(resting(), REST, NOTHING).binding()).isNull();
        }

        @Test
        void saysWhenTheNextRotationsAre() {
            var first = token(3).issueTime().plus(Sample.INTERVAL);
            var status = assemble(resting(), REST, NOTHING);

            assertThat(Objects.requireNonNull(status.rotation()).upcoming())
                    .containsExactly(first, first.plus(Sample.INTERVAL), first.plus(Sample.INTERVAL.multipliedBy(2)));
            assertThat(status.nextRotationTime()).isEqualTo(first.toString());
        }

        @Test
        void remembersTheScheduleAndThatNoEarlierTimeCounts() {
            var sample = resting()
                    .rotation(rotation -> rotation.withInterval(null))
                    .rotation(rotation -> rotation.withSchedule("0 3 * * *"));
            var status = assemble(sample, REST, NOTHING);
            var later = sample.observation().withStatus(status).withNow(NOW.plusSeconds(60));

            assertThat(Objects.requireNonNull(status.rotation()).schedule()).isEqualTo("0 3 * * * UTC 0s");
            assertThat(status.rotation().skippedTime()).isEqualTo(NOW);
            assertThat(status.nextRotationTime()).isEqualTo("2026-11-25T03:00:00Z");
            assertThat(assembler.assemble(later, REST, NOTHING)).isEqualTo(status);
        }

        @Test
        void countsTheFirstScheduleFromTheFirstToken() {
            var begun = begin(fresh().rotation(rotation -> rotation.withInterval(null))
                    .rotation(rotation -> rotation.withSchedule("0 3 * * *")));

            assertThat(begun.rotation())
                    .isEqualTo(Sample.known("0 3 * * * UTC 0s", null).withIssueTimes(List.of(NOW)));
        }

        @Test
        void forgetsAScheduleThatIsNoLongerThere() {
            var scheduled = resting().scheduled("0 3 * * *");

            assertThat(assemble(scheduled.spec(spec -> spec.withRotation(null)), REST, NOTHING)
                            .rotation())
                    .isNull();
        }

        @Test
        void announcesNoRotationWhileSuspended() {
            var status = assemble(resting().rotation(rotation -> rotation.withSuspend(true)), REST, NOTHING);

            assertThat(status.rotation()).isNull();
            assertThat(status.nextRotationTime()).isNull();
        }
    }

    @Nested
    class Failures {

        private final Sample attempting =
                fresh().pending(pending(1)).issueTimes(pending(1).startTime());

        @Test
        void aDefiniteRefusalClosesTheAttemptAndDoesNotCountAgainstTheLimit() {
            var status = fail(Outcome.Failed.of(FailureReason.REJECTED, "no"));

            assertThat(status.pending()).isNull();
            assertThat(status.rotation()).isNull();
            assertThat(Objects.requireNonNull(status.failure()).reason()).isEqualTo("RejectedByChalk");
            assertThat(conditions(status))
                    .containsExactly("Ready=FALSE RejectedByChalk", "Stalled=TRUE RejectedByChalk");
        }

        @Test
        void aRefusalLeavesAnotherAttemptOfTheSameSecondCounted() {
            var began = pending(1).startTime();
            var twice = fresh().pending(pending(1)).issueTimes(began, began);

            var status = fail(twice, Outcome.Failed.of(FailureReason.REJECTED, "no"));

            assertThat(issueTimes(status)).containsExactly(began);
        }

        /** Otherwise a Chalk that accepts none of its own tokens would create them without end. */
        @Test
        void anAttemptThatRevokedItsOwnTokenIsClosedAndCounts() {
            var status = fail(Outcome.Failed.of(FailureReason.GRANTS_NOT_APPLIED, "otherwise")
                    .leaving(Outcome.Trace.UNDONE));

            assertThat(status.pending()).isNull();
            assertThat(issueTimes(status)).containsExactly(pending(1).startTime());
        }

        @Test
        void aDoubtfulFailureLeavesTheAttemptOpenAndCounts() {
            var status = fail(
                    Outcome.Failed.of(FailureReason.CHALK_UNAVAILABLE, "cut").leaving(Outcome.Trace.OPEN));

            assertThat(status.pending()).isEqualTo(pending(1));
            assertThat(issueTimes(status)).containsExactly(pending(1).startTime());
            assertThat(conditions(status))
                    .containsExactly("Ready=FALSE ChalkUnavailable", "Reconciling=TRUE ChalkUnavailable");
        }

        @Test
        void anotherStepsFailureLeavesTheAttemptOpen() {
            var failed = Outcome.Failed.of(FailureReason.REJECTED, "no");

            assertThat(assemble(attempting, new Step.Sweep(UNSWEPT), failed).pending())
                    .isEqualTo(pending(1));
        }

        /** An attempt that cannot be taken over yet may have left a token, so it stays in the status. */
        @Test
        void anAttemptThatCouldNotBeTakenOverStaysOpen() {
            var takeOver =
                    (Step.Issue) new Decider().decide(attempting.observation()).step();
            var failed = Outcome.Failed.of(FailureReason.CHALK_UNAVAILABLE, "the connection is gone");

            assertThat(takeOver.pending()).isNotEqualTo(pending(1));
            assertThat(assemble(attempting, takeOver, failed).pending()).isEqualTo(pending(1));
        }

        @Test
        void restEndsTheFailure() {
            var failed = resting().failure(Sample.failure(FailureReason.CHALK_UNAVAILABLE, NOW));

            assertThat(assemble(failed, REST, NOTHING).failure()).isNull();
        }

        private ChalkServiceCredentialStatus fail(Outcome.Failed failed) {
            return fail(attempting, failed);
        }

        private ChalkServiceCredentialStatus fail(Sample before, Outcome.Failed failed) {
            var step = issue(before);
            var own = new Step.Issue(pending(1), step.reason(), step.grants(), step.unswept(), step.existing());
            return assemble(before, own, failed);
        }
    }

    @Test
    void changesNothingAtRestHoursLater() {
        var settled = assemble(resting(), REST, NOTHING);
        var later = resting().observation().withStatus(settled);

        for (int hours = 1; hours < 48; hours++) {
            var seen = later.withNow(NOW.plus(Duration.ofHours(hours)));
            var step = new Decider().decide(seen).step();
            assertThat(step).isInstanceOf(Step.Rest.class);
            assertThat(assembler.assemble(seen, step, NOTHING)).isEqualTo(settled);
        }
    }

    @Test
    void changesNothingWhileItStaysStalledHoursLater() {
        var stalled = fresh().unavailable(LASTING);
        var settled = assemble(stalled, new Step.Stall(LASTING, NOW), NOTHING);
        var seen = stalled.observation().withStatus(settled).withNow(NOW.plus(Duration.ofHours(5)));

        assertThat(assembler.assemble(seen, new Decider().decide(seen).step(), NOTHING))
                .isEqualTo(settled);
    }

    private ChalkServiceCredentialStatus record(Sample sample) {
        return assemble(sample, new Step.RecordToken(token(4), Optional.empty(), false), DONE);
    }

    private static Step retire() {
        return new Step.Retire(retiring(2, NOW), Optional.empty());
    }

    private ChalkServiceCredentialStatus begin(Sample sample) {
        return assembler.begin(sample.observation(), issue(sample));
    }

    private static Step.Issue issue(Sample sample) {
        var step = new Decider().decide(sample.observation()).step();
        assertThat(step).isInstanceOf(Step.Issue.class);
        return (Step.Issue) step;
    }

    private ChalkServiceCredentialStatus assemble(Sample sample, Step step, Outcome outcome) {
        Observation seen = sample.observation();
        return assembler.assemble(seen, step, outcome);
    }

    private static List<Instant> issueTimes(ChalkServiceCredentialStatus status) {
        return Optional.ofNullable(status.rotation())
                .map(RotationStatus::issueTimes)
                .orElse(List.of());
    }

    private static List<String> conditions(ChalkServiceCredentialStatus status) {
        return status.conditions().stream()
                .map(found -> found.type() + "=" + found.status() + " " + found.reason())
                .toList();
    }

    private static Condition condition(ChalkServiceCredentialStatus status, String type) {
        return status.conditions().stream()
                .filter(found -> found.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
