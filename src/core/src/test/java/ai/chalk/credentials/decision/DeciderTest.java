// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import static ai.chalk.credentials.decision.Sample.ID;
import static ai.chalk.credentials.decision.Sample.INSTALLATION;
import static ai.chalk.credentials.decision.Sample.LASTING;
import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.OTHER_CONNECTION;
import static ai.chalk.credentials.decision.Sample.PASSING;
import static ai.chalk.credentials.decision.Sample.SECRET;
import static ai.chalk.credentials.decision.Sample.UNSWEPT;
import static ai.chalk.credentials.decision.Sample.fresh;
import static ai.chalk.credentials.decision.Sample.going;
import static ai.chalk.credentials.decision.Sample.grants;
import static ai.chalk.credentials.decision.Sample.ours;
import static ai.chalk.credentials.decision.Sample.pending;
import static ai.chalk.credentials.decision.Sample.resting;
import static ai.chalk.credentials.decision.Sample.retiring;
import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.ConnectionRef;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import ai.chalk.credentials.api.v1alpha1.FeatureAction;
import ai.chalk.credentials.api.v1alpha1.FeatureTags;
import ai.chalk.credentials.api.v1alpha1.RevocationPolicy;
import ai.chalk.credentials.api.v1alpha1.SecretFormat;
import ai.chalk.credentials.api.v1alpha1.SecretOutputBuilder;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DeciderTest {

    private static final Instant PROBED = NOW.plus(Decider.PROBE);
    private static final Instant DUE = token(3).issueTime().plus(Sample.INTERVAL);
    private static final Instant OVER = NOW.minusSeconds(1);
    private static final Instant LATER = NOW.plusSeconds(600);

    private final Decider decider = new Decider();

    @Nested
    class Gates {

        @Test
        void issuesTheFirstTokenOfANewCredential() {
            var issue = issue(fresh());

            assertThat(issue.reason()).isEqualTo(IssueReason.INITIAL);
            assertThat(issue.grants()).isEqualTo(Sample.GRANTS);
            assertThat(issue.existing()).isEmpty();
            assertThat(issue.unswept()).isEmpty();
            assertThat(issue.pending())
                    .isEqualTo(pending(1).withReason(IssueReason.INITIAL.word()).withStartTime(NOW));
        }

        @Test
        void touchesNoForeignSecret() {
            var stall = stall(fresh().secret(new SecretView.Foreign("was written by hand")));

            assertThat(stall.obstacle().reason().word()).isEqualTo("SecretNotOwned");
            assertThat(stall.obstacle().message()).contains(SECRET, "was written by hand", "spec.secret.name");
            assertThat(stall.obstacle().passing()).isFalse();
            assertThat(stall.until()).isEqualTo(PROBED);
        }

        @Test
        void createsNoTokenForAnImmutableSecret() {
            var immutable = ours(token(3)).withImmutable(true);
            var due = resting().seen(seen -> seen.withNow(DUE));

            var stall = stall(due.secret(immutable));

            assertThat(stall.obstacle().reason().word()).isEqualTo("SecretImmutable");
            assertThat(stall.obstacle().message()).contains("Secret " + SECRET, "immutable: true", "Delete it");
            assertThat(stall.obstacle().passing()).isFalse();
            assertThat(issue(due.secret(ours(token(3)))).reason()).isEqualTo(IssueReason.DUE);
        }

        @Test
        void issuesNothingIntoATerminatingNamespace() {
            assertStalls(fresh().seen(seen -> seen.withNamespaceTerminating(true)), "NamespaceTerminating", PROBED);
        }

        /** The framework adds the finalizer again before the next reconciliation. */
        @Test
        void beginsNothingWithoutAFinalizer() {
            var unguarded = stall(fresh().seen(seen -> seen.withFinalized(false)));
            var takenOver = stall(resting().pending(pending(4)).seen(seen -> seen.withFinalized(false)));

            assertThat(unguarded.obstacle().reason().word()).isEqualTo("FinalizerMissing");
            assertThat(unguarded.obstacle().passing()).isTrue();
            assertThat(takenOver).isEqualTo(unguarded);
            assertThat(step(resting().seen(seen -> seen.withFinalized(false)))).isInstanceOf(Step.Rest.class);
        }

        @Test
        void issuesNothingIntoASecretThatIsBeingDeleted() {
            var obstacle = stall(resting().secret(going(token(3)))).obstacle();

            assertThat(obstacle.message()).contains(SECRET, "metadata.finalizers", "spec.secret.name");
            assertStalls(resting().secret(going(token(3))), "SecretBeingDeleted", PROBED);
            assertStalls(resting().secret(going(token(3))).pending(pending(4)), "SecretBeingDeleted", PROBED);
            assertThat(issue(resting().secret(going(token(3))).secretNamed("another"))
                            .reason())
                    .isEqualTo(IssueReason.SECRET_LOST);
        }

        @Test
        void buildsNothingUponASecretThatIsBeingDeleted() {
            var going = going(token(3)).withRendered(false);
            var predecessor = retiring(2, OVER);

            assertStalls(resting().secret(going), "SecretBeingDeleted", PROBED);
            assertStalls(resting().secret(going).retiring(predecessor), "SecretBeingDeleted", PROBED);
            assertThat(step(resting().secret(going(token(4)))))
                    .as("a published token is recorded anyway")
                    .isInstanceOf(Step.RecordToken.class);
        }

        @Test
        void waitsForAConnectionThatIsOnlyNotReady() {
            var stall = stall(fresh().unavailable(PASSING));

            assertThat(stall).isEqualTo(new Step.Stall(PASSING, PROBED));
        }

        @Test
        void asksForHelpWhereTheConnectionWillNotBecomeAvailable() {
            var stall = stall(fresh().unavailable(LASTING));

            assertThat(stall).isEqualTo(new Step.Stall(LASTING, PROBED));
        }

        @Test
        void refusesWhatAnIntervalBelowTheMinimumAsksFor() {
            assertStalls(resting().rotation(rotation -> rotation.withInterval("14m59s")), "IntervalTooShort", PROBED);
            assertThat(decide(resting().rotation(rotation -> rotation.withInterval("14m59s")))
                            .rule())
                    .isEqualTo("schedule");
            assertThat(issue(resting().rotation(rotation -> rotation.withInterval("15m")))
                            .reason())
                    .isEqualTo(IssueReason.DUE);
        }

        /** A leak has nothing to do with the interval. */
        @Test
        void issuesForAnythingElseWhateverTheInterval() {
            var sample = resting().rotation(rotation -> rotation.withInterval("1m"));
            var leak = new RotationRequests(Optional.empty(), Optional.empty(), Optional.of("now"));
            var trigger = new RotationRequests(Optional.of("new"), Optional.empty(), Optional.empty());

            assertThat(issue(fresh().rotation(rotation -> rotation.withInterval("1m")))
                            .reason())
                    .isEqualTo(IssueReason.INITIAL);
            assertThat(issue(sample.seen(seen -> seen.withRequests(leak))).reason())
                    .isEqualTo(IssueReason.LEAKED);
            assertThat(issue(sample.seen(seen -> seen.withRequests(trigger))).reason())
                    .isEqualTo(IssueReason.TRIGGER);
            assertThat(issue(sample.seen(seen -> seen.withRequests(RotationRequests.NONE))
                                    .secret(new SecretView.Absent()))
                            .reason())
                    .isEqualTo(IssueReason.SECRET_LOST);
        }

        @Test
        void endsAnAttemptThatIsOpenWhateverTheInterval() {
            assertThat(issue(resting()
                                    .rotation(rotation -> rotation.withInterval("1m"))
                                    .pending(pending(4)))
                            .reason())
                    .isEqualTo(IssueReason.DUE);
        }

        @Test
        void refusesARevisionThatOnlyAForgeryCanHave() {
            assertThat(issue(fresh().status(status -> status.withHighestRevision(999_999_998L)))
                            .pending()
                            .revision())
                    .isEqualTo(999_999_999);
            assertStalls(
                    fresh().status(status -> status.withHighestRevision(999_999_999L)), "RevisionOutOfRange", PROBED);
            assertStalls(
                    fresh().status(status -> status.withHighestRevision(Long.MAX_VALUE)), "RevisionOutOfRange", PROBED);
        }

        @Test
        void stopsAtTheIssueLimitUntilTheOldestCreationIsAnHourAgo() {
            var limits = new OperatorLimits(Duration.ofMinutes(15), 2, Duration.ofMinutes(10));
            var sample = fresh().seen(seen -> seen.withLimits(limits))
                    .issueTimes(NOW.minusSeconds(3000), NOW.minusSeconds(2000), NOW.minusSeconds(1000));

            assertStalls(sample, "IssueLimitReached", NOW.plusSeconds(1600));
        }

        @Test
        void forgetsCreationsThatAreExactlyAnHourAgo() {
            var limits = new OperatorLimits(Duration.ofMinutes(15), 1, Duration.ofMinutes(10));

            assertThat(issue(fresh().seen(seen -> seen.withLimits(limits)).issueTimes(NOW.minusSeconds(3600)))
                            .reason())
                    .isEqualTo(IssueReason.INITIAL);
            assertStalls(
                    fresh().seen(seen -> seen.withLimits(limits)).issueTimes(NOW.minusSeconds(3599)),
                    "IssueLimitReached",
                    NOW.plusSeconds(1));
        }

        @Test
        void doesNothingWithAnUnknownConnectionKind() {
            assertUnknown(fresh().spec(spec -> spec.withConnectionRef(new ConnectionRef(ConnectionKind.UNKNOWN, "x"))));
        }

        @Test
        void doesNothingWithAnUnknownFormat() {
            var output = SecretOutputBuilder.builder()
                    .formats(List.of(SecretFormat.FILES, SecretFormat.UNKNOWN))
                    .build();
            assertUnknown(fresh().spec(spec -> spec.withSecret(output)));
        }

        @Test
        void doesNothingWithAnUnknownRevocationPolicy() {
            assertUnknown(fresh().rotation(rotation -> rotation.withRevocationPolicy(RevocationPolicy.UNKNOWN)));
        }

        @Test
        void doesNothingWithAnUnknownFeatureAction() {
            assertUnknown(fresh().spec(
                            spec -> spec.withFeatureTags(new FeatureTags(null, null, null, FeatureAction.UNKNOWN))));
        }

        @Test
        void doesNothingWithAnUnknownDeletionPolicy() {
            assertUnknown(fresh().spec(spec -> spec.withDeletionPolicy(DeletionPolicy.UNKNOWN)));
        }

        private void assertUnknown(Sample sample) {
            assertStalls(sample, "UnknownValue", PROBED);
            assertStalls(sample.pending(pending(4)).secret(ours(token(4))), "UnknownValue", PROBED);
        }
    }

    @Nested
    class Recording {

        @Test
        void recordsWhatWasAnnounced() {
            var sample = resting().pending(pending(4)).secret(ours(token(4)));

            assertThat(step(sample)).isEqualTo(new Step.RecordToken(token(4), Optional.empty(), false));
        }

        @Test
        void needsNeitherChalkNorAFreshLookForWhatWasAnnounced() {
            var step = step(resting()
                    .pending(pending(4))
                    .secret(ours(token(4)))
                    .unavailable(LASTING)
                    .failure(Sample.failure(FailureReason.CHALK_UNAVAILABLE, LATER)));

            assertThat(step).isInstanceOf(Step.RecordToken.class);
            assertThat(step.chalk()).isEmpty();
            assertThat(step.needsFreshLook()).isFalse();
        }

        @ParameterizedTest
        @MethodSource("unannounced")
        void doesNotRecordWhatDiffersFromTheAnnouncement(CurrentToken token) {
            var sample = resting().pending(pending(4)).secret(ours(token));

            assertThat(issue(sample).pending().revision()).isEqualTo(5);
        }

        static Stream<CurrentToken> unannounced() {
            return Stream.of(
                    token(4).withTokenName("another"),
                    token(4).withEnvironmentId("another"),
                    token(4).withProjectId("another"),
                    token(4).withGrantsHash("another"));
        }

        @Test
        void doesNotRecordWhatWasIssuedThroughAnotherConnection() {
            var sample = resting().pending(pending(4)).secret(ours(token(4).withConnection(OTHER_CONNECTION)));

            assertThat(issue(sample).pending().revision()).isEqualTo(5);
        }

        @Test
        void doesNotRecordASecretThatWasCopiedFromAnotherName() {
            var sample = resting().pending(pending(4)).secret(ours(token(4).withSecretName("elsewhere")));

            assertThat(step(sample)).isInstanceOf(Step.Issue.class);
        }

        @Test
        void doesNotRecordDataThatDoNotMatchTheirProvenance() {
            var sample = resting().pending(pending(4)).secret(ours(token(4)).withIntact(false));

            assertThat(step(sample)).isInstanceOf(Step.Issue.class);
        }

        @Test
        void recordsAnEarlierAttemptThatWasPublishedLateAndGivesUpTheOpenOne() {
            var step = step(resting().pending(pending(5)).secret(ours(token(4))));

            assertThat(step).isEqualTo(new Step.RecordToken(token(4), Optional.of(pending(5)), true));
            assertThat(step.needsFreshLook()).isTrue();
            assertThat(step.chalk()).contains(TokenLocation.of(token(4)));
        }

        @Test
        void recordsASecretThatIsAheadOfARestoredStatus() {
            assertThat(step(resting().secret(ours(token(9)))))
                    .isEqualTo(new Step.RecordToken(token(9), Optional.empty(), true));
            assertThat(step(fresh().secret(ours(token(9)))))
                    .isEqualTo(new Step.RecordToken(token(9), Optional.empty(), true));
        }

        @Test
        void doesNotRecordARevisionAboveTheOpenAttempt() {
            assertThat(issue(resting().pending(pending(4)).secret(ours(token(9))))
                            .pending()
                            .revision())
                    .isEqualTo(10);
        }

        @Test
        void doesNotBelieveAnUnexpectedTokenOfAnotherName() {
            var sample = resting().secret(ours(token(9).withTokenName("k8s/other/fraud/scorer/1a2b3c4d/9")));

            assertThat(issue(sample).reason()).isEqualTo(IssueReason.SECRET_TAMPERED);
        }

        @Test
        void countsASecretAsTamperedWithOnceItIsKnownAsForged() {
            var sample =
                    resting().secret(ours(token(9))).failure(Sample.failure(FailureReason.SECRET_NOT_GENUINE, NOW));

            assertThat(issue(sample).reason()).isEqualTo(IssueReason.SECRET_TAMPERED);
            assertThat(issue(sample).pending().revision()).isEqualTo(10);
        }

        @Test
        void waitsWhereTheUnexpectedTokenCannotBeVerified() {
            var stalled = resting()
                    .secret(ours(token(9).withConnection(OTHER_CONNECTION)))
                    .obstructed(OTHER_CONNECTION, PASSING)
                    .unavailable(LASTING);

            assertThat(decide(stalled)).isEqualTo(new Decision("record", new Step.Stall(PASSING, PROBED)));
        }

        @Test
        void replacesASecretThatNamesAPlaceWhichIsNotAllowed() {
            var forged = resting()
                    .secret(ours(token(9).withConnection(OTHER_CONNECTION)))
                    .obstructed(OTHER_CONNECTION, LASTING);

            assertThat(issue(forged).reason()).isEqualTo(IssueReason.SECRET_TAMPERED);
        }
    }

    @Nested
    class TakingOver {

        @Test
        void supersedesAnOpenAttemptByTheNextRevision() {
            var found = pending(4).withHandledTrigger("t").withSecretName("former");
            var issue = issue(resting().pending(found.withEnvironmentId("old")));

            assertThat(issue.pending().revision()).isEqualTo(5);
            assertThat(issue.pending().tokenName()).isEqualTo(TokenName.of(INSTALLATION, ID, 5));
            assertThat(issue.pending().secretName()).isEqualTo("former");
            assertThat(issue.pending().handledTrigger()).isEqualTo("t");
            assertThat(issue.pending().environmentId()).isEqualTo("environment-id");
            assertThat(issue.reason()).isEqualTo(IssueReason.DUE);
            assertThat(issue.unswept())
                    .containsExactly(new UnsweptEnvironment(Sample.CONNECTION, "old", NOW.minusSeconds(60)));
        }

        @Test
        void remembersWhenTheFirstAttemptBeganThatIsUnswept() {
            var earlier = UNSWEPT.withSince(NOW.minusSeconds(600));
            var later = UNSWEPT.withSince(NOW);
            var unknown = UNSWEPT.withSince(null);

            assertThat(unsweptAfter(earlier)).containsExactly(earlier);
            assertThat(unsweptAfter(later)).containsExactly(UNSWEPT);
            assertThat(unsweptAfter(unknown)).containsExactly(unknown);
        }

        private List<UnsweptEnvironment> unsweptAfter(UnsweptEnvironment left) {
            return issue(resting().pending(pending(4)).status(status -> status.withUnswept(List.of(left))))
                    .unswept();
        }

        @Test
        void keepsWhatIsAlreadyUnsweptOnce() {
            var other = new UnsweptEnvironment(OTHER_CONNECTION, "x", null);

            assertThat(issue(resting()
                                    .pending(pending(4))
                                    .status(status -> status.withUnswept(List.of(other, UNSWEPT))))
                            .unswept())
                    .containsExactly(other, UNSWEPT);
        }

        @Test
        void countsOnFromTheHighestRevisionOfStatusAndSecrets() {
            assertThat(issue(resting().pending(pending(4)).status(status -> status.withHighestRevision(8L)))
                            .pending()
                            .revision())
                    .isEqualTo(9);
            assertThat(issue(resting().pending(pending(4)).secret("scorer", ours(token(11))))
                            .pending()
                            .revision())
                    .isEqualTo(12);
            assertThat(issue(fresh().status(status -> status.withHighestRevision(8L)))
                            .pending()
                            .revision())
                    .isEqualTo(9);
        }

        @Test
        void turnsToTheSpecsSecretWhereTheAttemptsIsForeign() {
            var sample = resting()
                    .pending(pending(4).withSecretName("taken"))
                    .secret("taken", new SecretView.Foreign("is not"));

            assertThat(issue(sample).pending().secretName()).isEqualTo(SECRET);
        }

        @Test
        void readsAForgedReasonAsTheFirst() {
            assertThat(issue(resting().pending(pending(4).withReason("Nonsense")))
                            .reason())
                    .isEqualTo(IssueReason.INITIAL);
        }

        @Test
        void isCheckedLikeEveryOtherIssue() {
            assertStalls(
                    resting().pending(pending(4)).seen(seen -> seen.withNamespaceTerminating(true)),
                    "NamespaceTerminating",
                    PROBED);
            assertThat(stall(resting().pending(pending(4)).unavailable(LASTING)).obstacle())
                    .isEqualTo(LASTING);
        }

        @Test
        void letsNothingPassWhileItHasToWait() {
            var sample = resting()
                    .pending(pending(4))
                    .unavailable(PASSING)
                    .status(status -> status.withUnswept(List.of(UNSWEPT)))
                    .retiring(retiring(2, OVER));

            assertThat(decide(sample).rule()).isEqualTo("take over");
        }
    }

    @Nested
    class Sweeping {

        @Test
        void sweepsBeforeItIssues() {
            var sample = fresh().status(status -> status.withUnswept(List.of(UNSWEPT)));

            assertThat(step(sample)).isEqualTo(new Step.Sweep(UNSWEPT));
        }

        @Test
        void isNotKeptFromIssuingByAnEnvironmentOutOfReach() {
            var sample = fresh().status(status -> status.withUnswept(
                            List.of(new UnsweptEnvironment(OTHER_CONNECTION, "environment-id", null))))
                    .obstructed(OTHER_CONNECTION, LASTING);

            assertThat(issue(sample).reason()).isEqualTo(IssueReason.INITIAL);
        }

        @Test
        void sweepsTheFirstEnvironmentThatCanBeReached() {
            var lost = new UnsweptEnvironment(OTHER_CONNECTION, "environment-id", null);
            var sample = resting()
                    .status(status -> status.withUnswept(List.of(lost, UNSWEPT)))
                    .obstructed(OTHER_CONNECTION, LASTING);

            assertThat(step(sample)).isEqualTo(new Step.Sweep(UNSWEPT));
        }
    }

    @Nested
    class CausesToIssue {

        @Test
        void restsUntilTheNextRotation() {
            assertThat(decide(resting())).isEqualTo(new Decision("rest", new Step.Rest(Optional.of(DUE))));
            assertThat(decider.wakeUp(resting().observation(), step(resting()))).contains(DUE);
        }

        @Test
        void rotatesWhenTheIntervalHasPassed() {
            assertThat(step(resting().seen(seen -> seen.withNow(DUE.minusSeconds(1)))))
                    .isEqualTo(new Step.Rest(Optional.of(DUE)));
            assertThat(issue(resting().seen(seen -> seen.withNow(DUE))).reason())
                    .isEqualTo(IssueReason.DUE);
            assertThat(issue(resting().seen(seen -> seen.withNow(DUE.plus(Duration.ofDays(400)))))
                            .reason())
                    .isEqualTo(IssueReason.DUE);
        }

        @Test
        void replacesTheSecretThatItRead() {
            assertThat(issue(resting().seen(seen -> seen.withNow(DUE))).existing())
                    .contains(ours(token(3)));
        }

        @Test
        void doesNotRotateWhileSuspended() {
            var sample =
                    resting().rotation(rotation -> rotation.withSuspend(true)).seen(seen -> seen.withNow(DUE));

            assertThat(step(sample)).isEqualTo(new Step.Rest(Optional.empty()));
        }

        @Test
        void repairsWhileSuspended() {
            assertThat(issue(resting()
                                    .rotation(rotation -> rotation.withSuspend(true))
                                    .secret(new SecretView.Absent()))
                            .reason())
                    .isEqualTo(IssueReason.SECRET_LOST);
        }

        @Test
        void rotatesOnDemandOnlyWithoutASchedule() {
            assertThat(step(resting().spec(spec -> spec.withRotation(null)).seen(seen -> seen.withNow(DUE))))
                    .isEqualTo(new Step.Rest(Optional.empty()));
        }

        @Test
        void reissuesALostSecret() {
            assertThat(issue(resting().secret(new SecretView.Absent())).reason())
                    .isEqualTo(IssueReason.SECRET_LOST);
        }

        @Test
        void stallsWhereALostSecretWasReplacedByAForeignOne() {
            assertStalls(resting().secret(new SecretView.Foreign("is not ours")), "SecretNotOwned", PROBED);
        }

        @Test
        void reissuesWhereDataWereChangedByHand() {
            assertThat(issue(resting().secret(ours(token(3)).withIntact(false))).reason())
                    .isEqualTo(IssueReason.SECRET_TAMPERED);
        }

        @Test
        void reissuesWhereAnOlderSecretWasRestored() {
            assertThat(issue(resting().secret(ours(token(2)))).reason()).isEqualTo(IssueReason.SECRET_TAMPERED);
        }

        @ParameterizedTest
        @MethodSource("changed")
        void reissuesWhereProvenanceWasChangedByHand(CurrentToken token) {
            assertThat(issue(resting().secret(ours(token))).reason()).isEqualTo(IssueReason.SECRET_TAMPERED);
        }

        static Stream<CurrentToken> changed() {
            return Stream.of(
                    token(3).withTokenId("another"),
                    token(3).withTokenName("another"),
                    token(3).withDataHash("another"));
        }

        @Test
        void issuesIntoARenamedSecret() {
            var issue = issue(resting().secretNamed("renamed"));

            assertThat(issue.reason()).isEqualTo(IssueReason.SECRET_RENAMED);
            assertThat(issue.pending().secretName()).isEqualTo("renamed");
            assertThat(issue.existing()).isEmpty();
        }

        @Test
        void issuesAnewWhereTheSpecMovesElsewhere() {
            var ref = new ConnectionRef(ConnectionKind.CHALK_CONNECTION, "default");

            assertThat(issue(resting().spec(spec -> spec.withProject("other"))).reason())
                    .isEqualTo(IssueReason.MOVED);
            assertThat(issue(resting().spec(spec -> spec.withEnvironment("other")))
                            .reason())
                    .isEqualTo(IssueReason.MOVED);
            assertThat(issue(resting().spec(spec -> spec.withConnectionRef(ref)))
                            .reason())
                    .isEqualTo(IssueReason.MOVED);
        }

        @Test
        void staysWhereTheSpecNamesTheSamePlaceByIdOrExplicitly() {
            var ref = new ConnectionRef(ConnectionKind.CLUSTER_CHALK_CONNECTION, "default");
            var sample = resting()
                    .spec(spec -> spec.withProject("project-id"))
                    .spec(spec -> spec.withEnvironment("environment-id"))
                    .spec(spec -> spec.withConnectionRef(ref));

            assertThat(step(sample)).isEqualTo(new Step.Rest(Optional.of(DUE)));
        }

        /** The last Sunday was before the token; today's time was before the edit, and did not belong to the former schedule. */
        @Test
        void rotatesForNoTimeFromBeforeTheScheduleBecameWhatItIs() {
            var edited = resting().scheduled("0 3 * * SUN").rotation(rotation -> rotation.withSchedule("0 3 * * *"));
            var tomorrow = Instant.parse("2026-11-25T03:00:00Z");

            assertThat(step(edited)).isEqualTo(new Step.Rest(Optional.of(tomorrow)));
            assertThat(issue(edited.status(status -> status.withRotation(Sample.known("0 3 * * * UTC 0s", NOW)))
                                    .seen(seen -> seen.withNow(tomorrow)))
                            .reason())
                    .isEqualTo(IssueReason.DUE);
        }

        /** Repeated edits of the schedule do not escape the policy. */
        @Test
        void rotatesATokenThatIsAsOldAsThePolicyAllowsWhateverWasEdited() {
            var days = Sample.available(Sample.GRANTS).withMaxRotationInterval(Optional.of(Duration.ofDays(7)));
            var oldest = token(3).issueTime().plus(Duration.ofDays(7));
            var edited = resting().scheduled("0 3 * * SUN").rotation(rotation -> rotation.withSchedule("0 3 * * MON"));
            edited.seen(seen -> seen.withWanted(days)).seen(seen -> seen.withNow(oldest.minusSeconds(1)));

            assertThat(step(edited)).isEqualTo(new Step.Rest(Optional.of(oldest)));
            assertThat(issue(edited.seen(seen -> seen.withNow(oldest))).reason())
                    .isEqualTo(IssueReason.DUE);
        }

        @Test
        void makesUpForATimeThatWasMissed() {
            assertThat(issue(resting().scheduled("0 3 * * *")).reason()).isEqualTo(IssueReason.DUE);
        }

        /** The interval has ended long ago, but the spec now has a schedule instead. */
        @Test
        void rotatesForNoTimeFromBeforeThereWasASchedule() {
            var edited = resting()
                    .seen(seen -> seen.withNow(DUE))
                    .rotation(rotation -> rotation.withInterval(null))
                    .rotation(rotation -> rotation.withSchedule("* * * * *"));

            assertThat(step(edited)).isEqualTo(new Step.Rest(Optional.of(DUE.plusSeconds(60))));
        }

        /** An interval is the maximum age of a token: a shorter one applies at once. */
        @Test
        void rotatesForAnIntervalThatIsOverSinceItWasShortened() {
            assertThat(issue(resting().rotation(rotation -> rotation.withInterval("1d")))
                            .reason())
                    .isEqualTo(IssueReason.DUE);
        }

        @Test
        void repairsDoNotWaitForARetiringPredecessor() {
            var alive = retiring(2, LATER);

            assertThat(issue(resting().retiring(alive).secret(new SecretView.Absent()))
                            .reason())
                    .isEqualTo(IssueReason.SECRET_LOST);
            assertThat(issue(resting().retiring(alive).secret(ours(token(2)))).reason())
                    .isEqualTo(IssueReason.SECRET_TAMPERED);
            assertThat(issue(fresh().retiring(alive)).reason()).isEqualTo(IssueReason.INITIAL);
        }

        @Test
        void ordinaryCausesWaitForARetiringPredecessor() {
            var resting = new Step.Rest(Optional.of(LATER));

            assertThat(step(resting().retiring(retiring(2, LATER)).secretNamed("renamed")))
                    .isEqualTo(resting);
            assertThat(step(resting().retiring(retiring(2, LATER)).spec(spec -> spec.withProject("other"))))
                    .isEqualTo(resting);
            assertThat(step(resting().seen(seen -> seen.withNow(DUE)).retiring(retiring(2, DUE.plusSeconds(5)))))
                    .isEqualTo(new Step.Rest(Optional.of(DUE.plusSeconds(5))));
        }
    }

    /** The name of the Secret in the spec was changed and changed back within an overlap. */
    @Nested
    class RenamedBack {

        private final Sample renamedBack = resting()
                .status(status -> status.withCurrent(token(3).withSecretName("other")))
                .secret("other", ours(token(3).withSecretName("other")))
                .secret(ours(token(2)));

        @Test
        void doesNotWaitForThePredecessorThatTheSecretHolds() {
            var issue = issue(renamedBack.retiring(retiring(2, LATER)));

            assertThat(issue.reason()).isEqualTo(IssueReason.SECRET_RENAMED);
            assertThat(issue.existing()).contains(ours(token(2)));
        }

        @Test
        void waitsForAnyFurtherPredecessor() {
            assertThat(step(renamedBack.retiring(retiring(1, LATER), retiring(2, LATER))))
                    .isEqualTo(new Step.Rest(Optional.of(LATER)));
        }

        @Test
        void waitsWhereTheSecretHoldsSomethingElse() {
            assertThat(step(renamedBack.retiring(retiring(1, LATER)))).isEqualTo(new Step.Rest(Optional.of(LATER)));
        }

        @Test
        void revokesNothingThatTheSecretOfTheSpecHolds() {
            assertThat(step(renamedBack.retiring(retiring(2, OVER)).unavailable(PASSING)))
                    .isEqualTo(new Step.Stall(PASSING, PROBED));
        }

        @Test
        void revokesAtOnceWhatHasLeakedAndDeletesTheSecretThatHoldsIt() {
            var leaked = retiring(2, LATER).withImmediate(true);

            assertThat(step(renamedBack.retiring(leaked).unavailable(PASSING)))
                    .isEqualTo(new Step.Retire(leaked, Optional.of(new Step.FormerSecret(SECRET, ours(token(2))))));
        }
    }

    @Nested
    class BackingOff {

        private final Sample failed = fresh().status(status -> status.withObservedGeneration(1L))
                .failure(Sample.failure(FailureReason.CHALK_UNAVAILABLE, LATER));

        @Test
        void waitsForTheNextAttempt() {
            assertThat(decide(failed)).isEqualTo(new Decision("issue", new Step.BackOff(LATER)));
            assertThat(decider.wakeUp(failed.observation(), step(failed))).contains(LATER);
        }

        @Test
        void triesAgainExactlyAtTheNextAttempt() {
            assertThat(issue(failed.seen(seen -> seen.withNow(LATER))).reason()).isEqualTo(IssueReason.INITIAL);
        }

        @Test
        void triesAtOnceWhenTheFailureIsYetToCome() {
            var ahead = Sample.failure(FailureReason.CHALK_UNAVAILABLE, LATER).withLastTime(NOW.plusSeconds(1));

            assertThat(issue(failed.failure(ahead)).reason()).isEqualTo(IssueReason.INITIAL);
            assertThat(step(failed.failure(ahead.withLastTime(NOW)))).isInstanceOf(Step.BackOff.class);
        }

        @Test
        void triesAtOnceWhenTheSpecHasChanged() {
            assertThat(issue(failed.seen(seen -> seen.withGeneration(2L))).reason())
                    .isEqualTo(IssueReason.INITIAL);
        }

        @Test
        void triesAtOnceWhenTheConnectionHasChanged() {
            assertThat(step(failed.seen(seen -> seen.withConnectionSince(NOW.minusSeconds(60)))))
                    .isInstanceOf(Step.BackOff.class);
            assertThat(issue(failed.seen(seen -> seen.withConnectionSince(NOW.minusSeconds(59))))
                            .reason())
                    .isEqualTo(IssueReason.INITIAL);
        }

        @Test
        void doesWhatNeedsNoChalkMeanwhile() {
            var sample = resting()
                    .seen(seen -> seen.withNow(DUE))
                    .secret(ours(token(3)).withRendered(false))
                    .failure(Sample.failure(FailureReason.CHALK_UNAVAILABLE, DUE.plusSeconds(9)))
                    .seen(seen -> seen.withConnectionSince(Instant.EPOCH));

            assertThat(step(sample)).isInstanceOf(Step.Render.class);
        }
    }

    @Nested
    class Repairing {

        @Test
        void rendersASecretThatIsNotAsTheSpecAsks() {
            var stale = ours(token(3)).withRendered(false);

            assertThat(step(resting().secret(stale))).isEqualTo(new Step.Render(stale, token(3)));
            assertThat(step(resting().secret(stale)).chalk()).isEmpty();
        }

        @Test
        void rendersNothingIntoATerminatingNamespace() {
            var stale = ours(token(3)).withRendered(false);

            assertThat(step(resting().secret(stale).seen(seen -> seen.withNamespaceTerminating(true))))
                    .isInstanceOf(Step.Rest.class);
        }

        @Test
        void putsChangedGrantsOnTheCurrentToken() {
            var more = grants("query.online", "query.offline");

            assertThat(step(resting().wanting(more))).isEqualTo(new Step.UpdateGrants(token(3), more));
        }

        @Test
        void triesNoPairWhereTheStatusOnlyClaimsThatTheTokenIsThere() {
            var missing = resting().seen(seen -> seen.withInChalk(new ChalkTokenState.Missing()));

            assertThat(step(missing)).isEqualTo(new Step.Verify(token(3)));
            assertThat(decide(missing.obstructed(Sample.CONNECTION, LASTING)))
                    .isEqualTo(new Decision("verify", new Step.Stall(LASTING, PROBED)));
        }

        @Test
        void changesNoGrantsWhereTheStatusOnlyClaimsThatTheTokenIsThere() {
            var wanting = resting().wanting(grants("query.online", "query.offline"));

            assertThat(decide(wanting.obstructed(Sample.CONNECTION, LASTING)))
                    .isEqualTo(new Decision("update grants", new Step.Stall(LASTING, PROBED)));
        }

        @Test
        void saysWhyAChangedSpecCannotBeCarriedOut() {
            assertThat(step(resting().seen(seen -> seen.withGeneration(2L)).unavailable(LASTING)))
                    .isEqualTo(new Step.Stall(LASTING, PROBED));
        }

        @Test
        void keepsQuietAboutAConnectionThatFailsAtRest() {
            assertThat(step(resting().unavailable(LASTING))).isEqualTo(new Step.Rest(Optional.of(DUE)));
        }
    }

    @Nested
    class Retiring {

        @Test
        void waitsForTheEndOfTheOverlap() {
            assertThat(step(resting().retiring(retiring(2, NOW.plusSeconds(1)))))
                    .isEqualTo(new Step.Rest(Optional.of(NOW.plusSeconds(1))));
        }

        @Test
        void revokesExactlyAtTheEndOfTheOverlap() {
            assertThat(step(resting().retiring(retiring(2, NOW))))
                    .isEqualTo(new Step.Retire(retiring(2, NOW), Optional.empty()));
        }

        @Test
        void revokesNothingWhileTheSecretDoesNotHoldTheSuccessor() {
            assertThat(step(resting().retiring(retiring(2, OVER)).secret(new SecretView.Absent())))
                    .isInstanceOf(Step.Issue.class);
            assertThat(step(resting()
                            .retiring(retiring(2, OVER))
                            .secret(new SecretView.Absent())
                            .unavailable(PASSING)))
                    .isEqualTo(new Step.Stall(PASSING, PROBED));
        }

        @Test
        void deletesTheSecretOfAFormerName() {
            var former = retiring(2, OVER).withSecretName("former");
            var old = ours(token(2).withSecretName("former"));

            assertThat(step(resting().retiring(former).secret("former", old)))
                    .isEqualTo(new Step.Retire(former, Optional.of(new Step.FormerSecret("former", old))));
        }

        @Test
        void leavesASecretOfTheFormerNameThatHoldsSomethingElse() {
            var former = retiring(2, OVER).withSecretName("former");

            assertThat(step(resting().retiring(former).secret("former", ours(token(1)))))
                    .isEqualTo(new Step.Retire(former, Optional.empty()));
            assertThat(step(resting().retiring(former).secret("former", new SecretView.Foreign("is not"))))
                    .isEqualTo(new Step.Retire(former, Optional.empty()));
        }

        @Test
        void saysWhyAPredecessorCannotBeRevoked() {
            var sample = resting().retiring(retiring(2, OVER)).obstructed(Sample.CONNECTION, LASTING);

            assertThat(decide(sample)).isEqualTo(new Decision("retire", new Step.Stall(LASTING, PROBED)));
        }

        @Test
        void revokesWhatIsInReachBeforeAnOlderOneThatIsNot() {
            var lost = retiring(1, OVER).withConnection(OTHER_CONNECTION);
            var sample = resting().retiring(lost, retiring(2, OVER)).obstructed(OTHER_CONNECTION, LASTING);

            assertThat(step(sample)).isEqualTo(new Step.Retire(retiring(2, OVER), Optional.empty()));
        }

        @Test
        void revokesALeakedTokenAtOnceWhateverIsInTheWayOfAnOlderOne() {
            var lost = retiring(1, LATER).withConnection(OTHER_CONNECTION).withImmediate(true);
            var leaked = retiring(2, LATER).withImmediate(true);
            var sample = resting().retiring(lost, leaked).obstructed(OTHER_CONNECTION, LASTING);

            assertThat(decide(sample))
                    .isEqualTo(new Decision("revoke at once", new Step.Retire(leaked, Optional.empty())));
        }
    }

    @Nested
    class Deleting {

        private final Sample deleting = resting().deleting().retiring(retiring(2, LATER));
        private final Sample retaining =
                resting().deleting().spec(spec -> spec.withDeletionPolicy(DeletionPolicy.RETAIN));

        @Test
        void deletesTheSecretFirst() {
            assertThat(step(deleting.pending(pending(4)).unavailable(LASTING)))
                    .isEqualTo(new Step.DeleteSecret(new Step.FormerSecret(SECRET, ours(token(3)))));
        }

        @Test
        void leavesAForeignSecret() {
            assertThat(step(deleting.secret(new SecretView.Foreign("is not")))).isInstanceOf(Step.Retire.class);
        }

        @Test
        void sweepsAnOpenAttemptOnceTheSecretIsGone() {
            assertThat(step(deleting.secret(new SecretView.Absent()).pending(pending(4))))
                    .isEqualTo(new Step.Sweep(UNSWEPT));
        }

        @Test
        void sweepsWhatSupersededAttemptsLeft() {
            assertThat(step(deleting.secret(new SecretView.Absent())
                            .status(status -> status.withUnswept(List.of(UNSWEPT)))))
                    .isEqualTo(new Step.Sweep(UNSWEPT));
        }

        @Test
        void revokesPredecessorsBeforeTheCurrentTokenWithoutWaiting() {
            assertThat(step(deleting.secret(new SecretView.Absent())))
                    .isEqualTo(new Step.Retire(retiring(2, LATER), Optional.empty()));
            assertThat(step(deleting.status(status -> status.withRetiring(null))))
                    .isEqualTo(new Step.Retire(retiring(3, NOW), Optional.empty()));
        }

        @Test
        void releasesWhenNothingIsLeft() {
            assertThat(decide(deleting.secret(new SecretView.Absent())
                            .status(status -> status.withRetiring(null))
                            .current(null)))
                    .isEqualTo(new Decision("release", new Step.Release()));
        }

        @Test
        void keepsTheFinalizerWhileATokenCannotBeRevoked() {
            assertThat(step(deleting.secret(new SecretView.Absent()).obstructed(Sample.CONNECTION, LASTING)))
                    .isEqualTo(new Step.Stall(LASTING, PROBED));
        }

        @Test
        void keepsTheFinalizerWhileARevocationBacksOff() {
            var failure = Sample.failure(FailureReason.CHALK_UNAVAILABLE, LATER);

            assertThat(step(deleting.secret(new SecretView.Absent()).failure(failure)))
                    .isEqualTo(new Step.BackOff(LATER));
        }

        @Test
        void retainsSecretAndCurrentToken() {
            assertThat(step(retaining)).isEqualTo(new Step.Release());
        }

        @Test
        void takesTheOwnerOffARetainedSecretFirst() {
            assertThat(step(retaining.secret(ours(token(3)).withRendered(false))))
                    .isInstanceOf(Step.Render.class);
        }

        @Test
        void deletesTheSecretOfAFormerNameWithItsTokenWithRetain() {
            var former = retiring(2, OVER).withSecretName("former");
            var old = ours(token(2).withSecretName("former"));

            assertThat(step(retaining.retiring(former).secret("former", old)))
                    .isEqualTo(new Step.Retire(former, Optional.of(new Step.FormerSecret("former", old))));
        }

        @Test
        void letsPredecessorsLiveOutTheirOverlapWithRetain() {
            assertThat(step(retaining.retiring(retiring(2, LATER))))
                    .isInstanceOfSatisfying(Step.HandOver.class, step -> {
                        assertThat(step.left().tokenId()).isEqualTo("token-2");
                        assertThat(step.left().notBefore()).isEqualTo(LATER);
                    });
            assertThat(step(retaining.retiring(retiring(2, OVER))))
                    .isEqualTo(new Step.Retire(retiring(2, OVER), Optional.empty()));
        }

        @Test
        void doesNothingUnderAnUnknownPolicy() {
            assertThat(step(retaining.spec(spec -> spec.withDeletionPolicy(DeletionPolicy.UNKNOWN))))
                    .isInstanceOfSatisfying(Step.Stall.class, stall -> assertThat(
                                    stall.obstacle().reason().word())
                            .isEqualTo("UnknownValue"));
        }
    }

    @ParameterizedTest
    @EnumSource(IssueReason.class)
    void everyReasonIsFoundByItsWord(IssueReason reason) {
        assertThat(IssueCauses.named(reason.word())).isEqualTo(reason);
    }

    private void assertStalls(Sample sample, String reason, Instant until) {
        var stall = stall(sample);
        assertThat(stall.obstacle().reason().word()).isEqualTo(reason);
        assertThat(stall.obstacle().passing()).isFalse();
        assertThat(stall.until()).isEqualTo(until);
    }

    private Step.Issue issue(Sample sample) {
        var step = step(sample);
        assertThat(step).isInstanceOf(Step.Issue.class);
        return (Step.Issue) step;
    }

    private Step.Stall stall(Sample sample) {
        var step = step(sample);
        assertThat(step).isInstanceOf(Step.Stall.class);
        return (Step.Stall) step;
    }

    private Step step(Sample sample) {
        return decide(sample).step();
    }

    private Decision decide(Sample sample) {
        return decider.decide(sample.observation());
    }
}
