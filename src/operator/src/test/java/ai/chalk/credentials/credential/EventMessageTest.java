// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.decision.Sample.CONNECTION;
import static ai.chalk.credentials.decision.Sample.GRANTS;
import static ai.chalk.credentials.decision.Sample.LASTING;
import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.UNSWEPT;
import static ai.chalk.credentials.decision.Sample.ours;
import static ai.chalk.credentials.decision.Sample.pending;
import static ai.chalk.credentials.decision.Sample.ready;
import static ai.chalk.credentials.decision.Sample.retiring;
import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpecBuilder;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.RevocationOrigin;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.api.v1alpha1.WorkloadKind;
import ai.chalk.credentials.decision.FailureReason;
import ai.chalk.credentials.decision.IssueReason;
import ai.chalk.credentials.decision.Observation;
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
    private static final ChalkRevocationSpec BY_ID = ChalkRevocationSpecBuilder.builder()
            .environmentId("environment-id")
            .connection(CONNECTION)
            .origin(new RevocationOrigin("fraud", "scorer", "uid"))
            .reason("CredentialDeleted")
            .tokenId("token-3")
            .clientId("client-3")
            .build();
    private static final ChalkRevocationSpec BY_NAME =
            BY_ID.withTokenId(null).withClientId(null).withTokenNamePrefix("k8s/8d1e/");

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
        return new Step.RecordToken(token(3).withReason(reason.word()), Optional.empty(), false);
    }

    @ParameterizedTest
    @MethodSource("effects")
    void hasAnEventForAnEffectThatIsDone(Step step, String reason, String note) {
        var said = EventMessage.of(step, DONE, Observation.NEVER_SEEN, Observation.NEVER_SEEN);

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
                .allSatisfy(outcome -> assertThat(
                                EventMessage.of(step, outcome, Observation.NEVER_SEEN, Observation.NEVER_SEEN))
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

        assertThat(silent).allSatisfy(step -> assertThat(
                        EventMessage.of(step, DONE, Observation.NEVER_SEEN, Observation.NEVER_SEEN))
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

        assertThat(events(Observation.NEVER_SEEN, withProblem))
                .containsExactly(new EventMessage(true, event, "Reconcile", "why " + reason));
        assertThat(events(withProblem, withProblem)).isEmpty();
        assertThat(events(withProblem, Observation.NEVER_SEEN)).isEmpty();
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
        assertThat(events(Observation.NEVER_SEEN, statusWith(condition(type, reason))))
                .isEmpty();
    }

    @Test
    void hasNoEventForAProblemThatIsFalse() {
        var over = condition("Stalled", "RefusedByPolicy").withStatus(ConditionStatus.FALSE);

        assertThat(events(Observation.NEVER_SEEN, statusWith(over))).isEmpty();
    }

    @Test
    void hasOneEventWhenARevocationBeginsToWait() {
        var idle = Observation.NEVER_SEEN.withRetiring(List.of(retiring(2, NOW)));
        var waiting =
                Observation.NEVER_SEEN.withRetiring(List.of(retiring(2, NOW).withBlockedByCount(12)));

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
        return Observation.NEVER_SEEN.withConditions(List.of(condition));
    }

    private static Condition condition(String type, String reason) {
        return ready().withType(type).withReason(reason).withMessage("why " + reason);
    }
}
