// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.decision.Sample.CONNECTION;
import static ai.chalk.credentials.decision.Sample.GRANTS;
import static ai.chalk.credentials.decision.Sample.LASTING;
import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.UNSWEPT;
import static ai.chalk.credentials.decision.Sample.emptyStatus;
import static ai.chalk.credentials.decision.Sample.ours;
import static ai.chalk.credentials.decision.Sample.pending;
import static ai.chalk.credentials.decision.Sample.ready;
import static ai.chalk.credentials.decision.Sample.retiring;
import static ai.chalk.credentials.decision.Sample.token;
import static ai.chalk.credentials.decision.Sample.with;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.RevocationOrigin;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.api.v1alpha1.WorkloadKind;
import ai.chalk.credentials.decision.FailureReason;
import ai.chalk.credentials.decision.IssueReason;
import ai.chalk.credentials.decision.Outcome;
import ai.chalk.credentials.decision.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One event for each effect, and one for each problem when it begins. */
class EventMessageTest {

    private static final Step.Rest REST = new Step.Rest(Optional.empty());
    private static final Outcome DONE = new Outcome.Done();
    private static final Step.FormerSecret SECRET = new Step.FormerSecret("scorer", ours(token(3)));
    private static final ChalkRevocationSpec BY_ID = new ChalkRevocationSpec(
            "token-3",
            "client-3",
            null,
            null,
            "environment-id",
            CONNECTION,
            new RevocationOrigin("fraud", "scorer", "uid"),
            "CredentialDeleted",
            null);
    private static final ChalkRevocationSpec BY_NAME =
            with(with(with(BY_ID, "tokenId", null), "clientId", null), "tokenNamePrefix", "k8s/8d1e/");

    static Stream<Arguments> effects() {
        var target = new RolloutRestartTarget(WorkloadKind.DEPLOYMENT, "web");
        return Stream.of(
                effect(
                        recordToken(IssueReason.INITIAL),
                        "Issued",
                        "Secret scorer holds revision 3 (client id client-3, reason Initial)"),
                effect(
                        recordToken(IssueReason.DUE),
                        "Rotated",
                        "Secret scorer holds revision 3 (client id client-3, reason Due)"),
                effect(new Step.Adopt(ours(token(3)), token(3)), "Adopted", "client id client-3"),
                effect(new Step.Sweep(UNSWEPT), "Swept", "environment environment-id"),
                effect(new Step.Render(ours(token(3)), token(3)), "SecretRendered", "Secret scorer"),
                effect(new Step.UpdateGrants(token(3), GRANTS), "GrantsUpdated", "client id client-3"),
                effect(new Step.Restart(target, new TreeMap<>(Map.of("scorer", 3L))), "Restarted", "web"),
                effect(
                        new Step.Retire(retiring(2, NOW), Optional.empty()),
                        "Revoked",
                        "revision 2 (client id client-2)"),
                effect(new Step.DeleteSecret(SECRET), "SecretDeleted", "Secret scorer"),
                effect(new Step.HandOver(BY_ID), "RevocationHandedOver", "the token of client id client-3"),
                effect(new Step.HandOver(BY_NAME), "RevocationHandedOver", "what interrupted attempts may have left"));
    }

    private static Arguments effect(Step step, String reason, String note) {
        return Arguments.of(step, reason, note);
    }

    private static Step recordToken(IssueReason reason) {
        return new Step.RecordToken(with(token(3), "reason", reason.word()), Optional.empty(), false);
    }

    @ParameterizedTest
    @MethodSource("effects")
    void hasAnEventForAnEffectThatIsDone(Step step, String reason, String note) {
        var said = EventMessage.of(step, DONE, emptyStatus(), emptyStatus());

        assertThat(said).singleElement().satisfies(one -> {
            assertThat(one.reason()).isEqualTo(reason);
            assertThat(one.note()).contains(note);
            assertThat(one.warning()).isEqualTo(reason.equals("RevocationHandedOver"));
        });
    }

    @ParameterizedTest
    @MethodSource("effects")
    void hasNoEventForAnEffectThatDidNotHappen(Step step, String reason, String note) {
        var failed = Outcome.Failed.of(FailureReason.CHALK_UNAVAILABLE, "it failed");

        assertThat(Stream.of(failed, new Outcome.Fenced(), new Outcome.Nothing()))
                .allSatisfy(outcome -> assertThat(EventMessage.of(step, outcome, emptyStatus(), emptyStatus()))
                        .isEmpty());
    }

    @Test
    void hasNoEventForStepsWithoutAnEffectForUsers() {
        var issue = new Step.Issue(pending(1), IssueReason.INITIAL, GRANTS, List.of(), Optional.empty());
        var silent = Stream.of(
                REST,
                new Step.BackOff(NOW),
                new Step.Stall(LASTING, NOW),
                issue,
                new Step.Verify(token(3)),
                new Step.Release());

        assertThat(silent).allSatisfy(step -> assertThat(EventMessage.of(step, DONE, emptyStatus(), emptyStatus()))
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "Stalled, EnvironmentNotFound, EnvironmentNotFound",
        "Stalled, RefusedByPolicy, RefusedByPolicy",
        "Stalled, SecretNotOwned, SecretNotOwned",
        "Reconciling, ChalkUnavailable, ChalkUnavailable",
        "RotationOverdue, StillInUse, RotationOverdue",
        "RevocationBlocked, StillInUse, RevocationBlocked",
        "ScheduleNeverFires, ScheduleNeverFires, ScheduleNeverFires",
        "RolloutFailed, Stuck, RolloutFailed"
    })
    void warnsWhenAProblemBegins(String type, String reason, String event) {
        var withProblem = statusWith(condition(type, reason));

        assertThat(events(emptyStatus(), withProblem))
                .containsExactly(new EventMessage(true, event, "Reconcile", "why " + reason));
        assertThat(events(withProblem, withProblem)).isEmpty();
        assertThat(events(withProblem, emptyStatus())).isEmpty();
    }

    @Test
    void warnsAgainWhenTheProblemIsAnotherOne() {
        var before = statusWith(condition("Stalled", "RefusedByPolicy"));
        var after = statusWith(condition("Stalled", "SecretNotOwned"));

        assertThat(events(before, after)).extracting(EventMessage::reason).containsExactly("SecretNotOwned");
    }

    @ParameterizedTest
    @CsvSource({
        "Reconciling, Issuing",
        "Reconciling, Deleting",
        "Reconciling, ConnectionNotFound",
        "Reconciling, ConnectionNotReady",
        "Ready, Rotated"
    })
    void hasNoEventForConditionsThatReportNoProblem(String type, String reason) {
        assertThat(events(emptyStatus(), statusWith(condition(type, reason)))).isEmpty();
    }

    @Test
    void hasNoEventForAProblemThatIsFalse() {
        var over = with(condition("Stalled", "RefusedByPolicy"), "status", ConditionStatus.FALSE);

        assertThat(events(emptyStatus(), statusWith(over))).isEmpty();
    }

    @Test
    void hasOneEventWhenARevocationBeginsToWait() {
        var idle = with(emptyStatus(), "retiring", List.of(retiring(2, NOW)));
        var waiting = with(emptyStatus(), "retiring", List.of(with(retiring(2, NOW), "blockedByCount", 12)));

        assertThat(events(idle, waiting)).singleElement().satisfies(said -> {
            assertThat(said.warning()).isFalse();
            assertThat(said.reason()).isEqualTo("RevocationWaiting");
            assertThat(said.note()).contains("Revision 2").contains("12 still do");
        });
        assertThat(events(waiting, waiting)).isEmpty();
        assertThat(events(waiting, idle)).isEmpty();
    }

    private static List<EventMessage> events(ChalkServiceCredentialStatus before, ChalkServiceCredentialStatus after) {
        return EventMessage.of(REST, new Outcome.Nothing(), before, after);
    }

    private static ChalkServiceCredentialStatus statusWith(Condition condition) {
        return with(emptyStatus(), "conditions", List.of(condition));
    }

    private static Condition condition(String type, String reason) {
        return with(with(with(ready(), "type", type), "reason", reason), "message", "why " + reason);
    }
}
