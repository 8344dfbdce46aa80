// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential.decision;

import static ai.chalk.credentials.credential.decision.Sample.NOW;
import static ai.chalk.credentials.credential.decision.Sample.PLACE;
import static ai.chalk.credentials.credential.decision.Sample.attempt;
import static ai.chalk.credentials.credential.decision.Sample.every;
import static ai.chalk.credentials.credential.decision.Sample.fresh;
import static ai.chalk.credentials.credential.decision.Sample.holding;
import static ai.chalk.credentials.credential.decision.Sample.issued;
import static ai.chalk.credentials.credential.decision.Sample.retiring;
import static ai.chalk.credentials.credential.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import ai.chalk.credentials.api.v1alpha1.Failure;
import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.api.v1alpha1.RevocationPolicy;
import ai.chalk.credentials.api.v1alpha1.Rotation;
import ai.chalk.credentials.api.v1alpha1.SecretOutput;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule and each precondition of the protocol, by name. */
class DeciderTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Obstacle PASSING = Obstacle.passing("ConnectionNotReady", "Chalk is away");
    private static final Obstacle LASTING = Obstacle.lasting("RefusedByPolicy", "no");
    private static final UnsweptEnvironment UNSWEPT = new UnsweptEnvironment(Sample.CONNECTION, "e1");

    @Test
    void restsUntilTheNextRotation() {
        var sample = issued(3, DAY).with(it -> it.rotation = every("30d"));

        assertThat(sample.decide().step()).isEqualTo(new Step.Rest(Optional.of(NOW.plus(Duration.ofDays(29)))));
    }

    @Test
    void issuesTheFirstToken() {
        var issue = issue(fresh());

        assertThat(issue.reason()).isEqualTo(Reason.INITIAL);
        assertThat(issue.existing()).isEmpty();
        assertThat(issue.pending().revision()).isEqualTo(1);
        assertThat(issue.pending().tokenName()).isEqualTo("k8s/i1/fraud/scorer/0a1b2c3d/1");
        assertThat(issue.pending().startTime()).isEqualTo(NOW);
        assertThat(issue.needsFreshLook()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false"})
    void rotatesExactlyWhenTheIntervalHasPassed(long secondsEarly, boolean rotates) {
        var sample = issued(1, DAY.minusSeconds(secondsEarly)).with(it -> it.rotation = every("1d"));

        assertThat(sample.decide().step() instanceof Step.Issue).isEqualTo(rotates);
    }

    @Test
    void aSuspendedCredentialDoesNotRotate() {
        var sample = issued(1, DAY)
                .with(it -> it.rotation = new Rotation("1d", null, null, null, null, null, "0s", null, true));

        assertThat(sample.decide().step()).isEqualTo(new Step.Rest(Optional.empty()));
    }

    @Test
    void namesTheCauseOfEachRepair() {
        var tampered = new SecretView.Ours("secret-uid", "77", token(1, NOW.minus(DAY)), false, true);

        assertThat(reason(issued(1, DAY).with(it -> it.secrets.clear()))).isEqualTo(Reason.SECRET_LOST);
        assertThat(reason(issued(1, DAY).with(it -> it.secrets.put("scorer", tampered))))
                .isEqualTo(Reason.SECRET_TAMPERED);
        assertThat(reason(issued(2, DAY).with(it -> it.secrets.put("scorer", holding(token(1, NOW))))))
                .as("an older Secret was restored")
                .isEqualTo(Reason.SECRET_TAMPERED);
        assertThat(reason(issued(1, DAY).with(it -> it.environment = "staging")))
                .isEqualTo(Reason.MOVED);
        assertThat(reason(issued(1, DAY).with(it -> it.secret = named("other"))))
                .isEqualTo(Reason.SECRET_RENAMED);
    }

    @Test
    void aTextThatIsThePinnedIdOrNameMovesNothing() {
        var byId = issued(1, DAY).with(it -> it.project = "p1").with(it -> it.environment = "e1");

        assertThat(byId.decide().step()).isInstanceOf(Step.Rest.class);
    }

    @Test
    void ordinaryCausesWaitForThePredecessorAndRepairsDoNot() {
        var later = NOW.plus(DAY);

        var due = issued(2, DAY).with(it -> it.rotation = every("1d")).with(it -> it.retiring.add(retiring(1, later)));
        var lost = issued(2, DAY).with(it -> it.secrets.clear()).with(it -> it.retiring.add(retiring(1, later)));

        assertThat(due.decide().step()).isEqualTo(new Step.Rest(Optional.of(later)));
        assertThat(reason(lost)).isEqualTo(Reason.SECRET_LOST);
    }

    @Test
    void nothingIsIssuedThatCouldNotBePublished() {
        stalls(
                fresh().with(it -> it.secrets.put("scorer", new SecretView.Foreign("is a stranger's"))),
                "SecretNotOurs");
        stalls(fresh().with(it -> it.terminating = true), "NamespaceTerminating");
        stalls(fresh().with(it -> it.unavailable = LASTING), "RefusedByPolicy");
        stalls(fresh().with(it -> it.unavailable = PASSING), "ConnectionNotReady");
        stalls(fresh().with(it -> it.rotation = every("14m")), "IntervalTooShort");
        stalls(fresh().with(it -> it.highest = 999_999_999L), "RevisionNotPlausible");
        stalls(fresh().with(it -> it.highest = Long.MAX_VALUE), "RevisionNotPlausible");
        stalls(
                fresh().with(it ->
                        it.rotation = new Rotation(null, "0 3 * * *", null, null, null, null, null, null, null)),
                "ScheduleNotSupported");
        stalls(
                fresh().with(it -> it.rotation =
                        new Rotation("1d", null, null, null, RevocationPolicy.UNKNOWN, null, null, null, null)),
                "UnknownValue");
    }

    @Test
    void theSameIsCheckedBeforeAnAttemptIsTakenOver() {
        stalls(
                fresh().with(it -> it.pending = attempt(1))
                        .with(it -> it.secrets.put("scorer", new SecretView.Foreign("is a stranger's"))),
                "SecretNotOurs");
        stalls(fresh().with(it -> it.pending = attempt(1)).with(it -> it.terminating = true), "NamespaceTerminating");
        stalls(fresh().with(it -> it.pending = attempt(1)).with(it -> it.unavailable = PASSING), "ConnectionNotReady");
    }

    @Test
    void theIssueLimitHoldsForAnHour() {
        var oldest = NOW.minus(Duration.ofMinutes(50));
        var six = List.of(oldest, NOW, NOW, NOW, NOW, NOW);

        var sample = fresh().with(it -> it.issueTimes = six);

        assertThat(sample.decide().step()).isInstanceOfSatisfying(Step.Stall.class, stall -> {
            assertThat(stall.obstacle().reason()).isEqualTo("IssueLimitReached");
            assertThat(stall.until()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
        });
        assertThat(sample.with(it -> it.now = NOW.plus(Duration.ofMinutes(10)))
                        .decide()
                        .step())
                .isInstanceOf(Step.Issue.class);
    }

    @Test
    void anOpenAttemptIsSupersededAndNeverContinued() {
        var issue = issue(fresh().with(it -> it.pending = attempt(4)).with(it -> it.highest = 4L));

        assertThat(issue.pending().revision()).isEqualTo(5);
        assertThat(issue.unswept()).containsExactly(UNSWEPT);
        assertThat(issue.pending().handledTrigger()).isEqualTo("trigger-7");
        assertThat(issue.reason()).isEqualTo(Reason.DUE);
    }

    @Test
    void anAttemptThatIsTakenOverKeepsItsSecretUnlessThatIsForeign() {
        var renamed = fresh().with(it -> it.pending = attempt(1)).with(it -> it.secret = named("other"));

        assertThat(issue(renamed).pending().secretName()).isEqualTo("scorer");
        renamed.secrets.put("scorer", new SecretView.Foreign("is a stranger's"));
        assertThat(issue(renamed).pending().secretName()).isEqualTo("other");
    }

    @Test
    void aRevisionIsHigherThanAnyThatWasSeen() {
        var sample = issued(2, DAY)
                .with(it -> it.pending = attempt(5))
                .with(it -> it.highest = 7L)
                .with(it -> it.secrets.put("scorer", holding(token(2, NOW))));

        assertThat(issue(sample).pending().revision()).isEqualTo(8);
    }

    @Test
    void adoptsWhatTheStatusAnnounced() {
        var sample = issued(1, DAY).with(it -> it.pending = attempt(2)).with(it -> publish(it, 2));

        assertThat(sample.decide().step()).isEqualTo(new Step.Adopt(published(2), Optional.empty(), false));
    }

    @Test
    void doesNotAdoptWhatDiffersFromTheAnnouncement() {
        List<UnaryOperator<PendingToken>> forgeries = List.of(
                it -> pending(it, "k8s/other", "p1", "e1", it.grantsHash()),
                it -> pending(it, it.tokenName(), "p2", "e1", it.grantsHash()),
                it -> pending(it, it.tokenName(), "p1", "e2", it.grantsHash()),
                it -> pending(it, it.tokenName(), "p1", "e1", "other grants"));

        assertThat(forgeries).allSatisfy(forgery -> {
            var sample = issued(1, DAY)
                    .with(it -> it.pending = forgery.apply(attempt(2)))
                    .with(it -> publish(it, 2));
            assertThat(sample.decide().step()).isInstanceOf(Step.Issue.class);
        });
    }

    @Test
    void whatWasNotAnnouncedMustBeConfirmedByChalk() {
        var restored = issued(1, DAY).with(it -> publish(it, 3));
        var late = issued(1, DAY).with(it -> it.pending = attempt(3)).with(it -> publish(it, 2));

        assertThat(restored.decide().step()).isEqualTo(new Step.Adopt(published(3), Optional.empty(), true));
        assertThat(late.decide().step()).isEqualTo(new Step.Adopt(published(2), Optional.of(attempt(3)), true));
        assertThat(late.decide().step().needsFreshLook()).isTrue();
    }

    @Test
    void whatChalkDidNotConfirmCountsAsTamperedWith() {
        var forged = issued(1, DAY)
                .with(it -> publish(it, 3))
                .with(it -> it.failure = new Failure(1, "SecretNotGenuine", "", NOW, NOW));

        assertThat(reason(forged)).isEqualTo(Reason.SECRET_TAMPERED);
    }

    @Test
    void sweepsBeforeItIssuesAndOnlyWhereItCan() {
        var sample = issued(2, DAY).with(it -> it.rotation = every("1d")).with(it -> it.unswept = List.of(UNSWEPT));

        assertThat(sample.decide().step()).isEqualTo(new Step.Sweep(UNSWEPT));
        assertThat(sample.with(it -> it.obstructed = Map.of(PLACE, LASTING))
                        .decide()
                        .step())
                .isInstanceOf(Step.Issue.class);
    }

    @Test
    void aFailureIsWaitedForUntilSpecOrConnectionChange() {
        var next = NOW.plusSeconds(30);
        var failed = fresh().with(it -> it.observedGeneration = 1L)
                .with(it -> it.failure = new Failure(3, "ChalkUnavailable", "", NOW.minusSeconds(10), next));

        assertThat(failed.decide().step()).isEqualTo(new Step.BackOff(next));
        assertThat(failed.with(it -> it.connectionSince = NOW.minusSeconds(5))
                        .decide()
                        .step())
                .isInstanceOf(Step.Issue.class);
        failed.connectionSince = Instant.EPOCH;
        assertThat(failed.with(it -> it.generation = 2).decide().step()).isInstanceOf(Step.Issue.class);
        failed.generation = 1;
        assertThat(failed.with(it -> it.now = next).decide().step()).isInstanceOf(Step.Issue.class);
    }

    @Test
    void rendersAndUpdatesGrantsWithoutANewToken() {
        var unrendered = new SecretView.Ours("secret-uid", "77", token(1, NOW.minus(DAY)), true, false);

        assertThat(issued(1, DAY)
                        .with(it -> it.secrets.put("scorer", unrendered))
                        .decide()
                        .step())
                .isInstanceOf(Step.Render.class);
        assertThat(issued(1, DAY)
                        .with(it -> it.permissions = List.of("query.offline"))
                        .decide()
                        .step())
                .isInstanceOf(Step.UpdateGrants.class);
    }

    @Test
    void anEditThatCannotBeHadIsSaidAlthoughTheSecretWorks() {
        stalls(issued(1, DAY).with(it -> it.generation = 2).with(it -> it.unavailable = LASTING), "RefusedByPolicy");
        assertThat(issued(1, DAY).with(it -> it.unavailable = PASSING).decide().step())
                .as("an outage while nothing is asked for")
                .isInstanceOf(Step.Rest.class);
    }

    @Test
    void retiresOnlyAfterTheOverlapAndOnlyWhileTheSecretHoldsTheSuccessor() {
        var over = issued(2, DAY).with(it -> it.retiring.add(retiring(1, NOW)));
        var early = issued(2, DAY).with(it -> it.retiring.add(retiring(1, NOW.plusSeconds(1))));
        var lost = issued(2, DAY).with(it -> it.retiring.add(retiring(1, NOW))).with(it -> it.secrets.clear());

        assertThat(over.decide().step()).isEqualTo(new Step.Retire(retiring(1, NOW), Optional.empty()));
        assertThat(early.decide().step()).isEqualTo(new Step.Rest(Optional.of(NOW.plusSeconds(1))));
        assertThat(lost.decide().step()).isInstanceOf(Step.Issue.class);
        assertThat(lost.with(it -> it.unavailable = LASTING).decide().step()).isInstanceOf(Step.Stall.class);
    }

    @Test
    void aDeletionTakesSecretStraysTokensAndFinalizerInThatOrder() {
        var sample = issued(2, DAY)
                .with(it -> it.deleting = true)
                .with(it -> it.pending = attempt(3))
                .with(it -> it.retiring.add(retiring(1, NOW.plus(DAY))));

        assertThat(sample.decide().step()).isInstanceOf(Step.DeleteSecret.class);
        assertThat(sample.with(it -> it.secrets.clear()).decide().step()).isEqualTo(new Step.Sweep(UNSWEPT));
        sample.pending = null;
        assertThat(sample.decide().step()).isInstanceOfSatisfying(Step.Retire.class, it -> assertThat(
                        it.token().tokenId())
                .isEqualTo("t1"));
        sample.retiring.clear();
        assertThat(sample.decide().step()).isInstanceOfSatisfying(Step.Retire.class, it -> assertThat(
                        it.token().tokenId())
                .isEqualTo("t2"));
        sample.current = null;
        assertThat(sample.decide().step()).isEqualTo(new Step.Release());
    }

    @Test
    void aDeletionThatCannotReachChalkKeepsTheFinalizerAndSaysWhy() {
        var sample = issued(2, DAY).with(it -> it.deleting = true).with(it -> it.secrets.clear());

        stalls(sample.with(it -> it.obstructed = Map.of(PLACE, PASSING)), "ConnectionNotReady");
    }

    @Test
    void aDeletionPolicyOfANewerVersionHasNoEffect() {
        stalls(
                issued(2, DAY).with(it -> it.deleting = true).with(it -> it.deletionPolicy = DeletionPolicy.UNKNOWN),
                "UnknownValue");
    }

    @Test
    void whatIsRetainedIsNotTouchedAndPredecessorsLiveOutTheirOverlap() {
        var over = NOW.plusSeconds(60);
        var sample = issued(2, DAY)
                .with(it -> it.deleting = true)
                .with(it -> it.deletionPolicy = DeletionPolicy.RETAIN)
                .with(it -> it.retiring.add(retiring(1, over)));

        assertThat(sample.decide().step()).isEqualTo(new Step.Rest(Optional.of(over)));
        assertThat(sample.with(it -> it.now = over).decide().step()).isInstanceOf(Step.Retire.class);
        sample.retiring.clear();
        assertThat(sample.decide().step()).isEqualTo(new Step.Release());
    }

    private static Step.Issue issue(Sample sample) {
        assertThat(sample.decide().step()).isInstanceOf(Step.Issue.class);
        return (Step.Issue) sample.decide().step();
    }

    private static Reason reason(Sample sample) {
        return issue(sample).reason();
    }

    private static void stalls(Sample sample, String reason) {
        assertThat(sample.decide().step()).isInstanceOfSatisfying(Step.Stall.class, stall -> {
            assertThat(stall.obstacle().reason()).isEqualTo(reason);
            assertThat(stall.obstacle().message()).isNotBlank();
            assertThat(stall.until()).isEqualTo(NOW.plus(Decider.PROBE));
        });
    }

    private static SecretOutput named(String name) {
        return new SecretOutput(name, null, null, null, null);
    }

    private static ai.chalk.credentials.api.v1alpha1.CurrentToken published(long revision) {
        return token(revision, NOW);
    }

    private static void publish(Sample sample, long revision) {
        sample.secrets.put("scorer", holding(published(revision)));
    }

    private static PendingToken pending(
            PendingToken it, String tokenName, String projectId, String environmentId, String grantsHash) {
        return new PendingToken(
                it.revision(),
                tokenName,
                it.connection(),
                projectId,
                it.projectName(),
                environmentId,
                it.environmentName(),
                it.secretName(),
                it.reason(),
                null,
                null,
                null,
                grantsHash,
                it.startTime());
    }
}
