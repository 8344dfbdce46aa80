// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.status;

import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.OVERLAP;
import static ai.chalk.credentials.decision.Sample.retiring;
import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.decision.FailureReason;
import ai.chalk.credentials.decision.IssueReason;
import ai.chalk.credentials.decision.RotationRequests;
import ai.chalk.credentials.decision.Sample;
import ai.chalk.credentials.decision.SecretView;
import ai.chalk.credentials.decision.Step;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ForecastTest {

    private static final RotationRequests ROTATE =
            new RotationRequests(Optional.empty(), Optional.of("now"), Optional.empty());
    private static final RotationRequests REVOKE =
            new RotationRequests(Optional.empty(), Optional.empty(), Optional.of("now"));

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void followsTheRules(String situation, Sample sample, List<String> steps) {
        assertThat(Forecast.of(sample.observation()).steps())
                .as(situation)
                .extracting(Step::word)
                .isEqualTo(steps);
    }

    static Stream<Arguments> steps() {
        var unrendered = new SecretView.Ours("secret-uid", "7", token(3), true, false);
        var overdue = token(3).withIssueTime(NOW.minus(Duration.ofDays(31)));
        return Stream.of(
                arguments("at rest", Sample.resting(), List.of()),
                arguments("just created", Sample.fresh(), List.of("Issue", "Record")),
                arguments("moved", moved(), List.of("Issue", "Record")),
                arguments(
                        "other grants",
                        Sample.resting().wanting(Sample.grants("query.offline")),
                        List.of("UpdateGrants")),
                arguments("other labels", Sample.resting().secret(unrendered), List.of("Render")),
                arguments(
                        "other labels and grants",
                        Sample.resting().secret(unrendered).wanting(Sample.grants("query.offline")),
                        List.of("Render", "UpdateGrants")),
                arguments(
                        "asked", Sample.resting().seen(seen -> seen.withRequests(ROTATE)), List.of("Issue", "Record")),
                arguments(
                        "leaked",
                        Sample.resting().seen(seen -> seen.withRequests(REVOKE)),
                        List.of("Issue", "Record", "Retire")),
                arguments(
                        "a former overlap is over, and moved",
                        moved().retiring(retiring(2, NOW.minusSeconds(1))),
                        List.of("Retire", "Issue", "Record")),
                arguments(
                        "overdue",
                        Sample.resting().current(overdue).secret(Sample.ours(overdue)),
                        List.of("Issue", "Record")),
                arguments(
                        "overdue and suspended",
                        Sample.resting()
                                .current(overdue)
                                .secret(Sample.ours(overdue))
                                .rotation(rotation -> rotation.withSuspend(true)),
                        List.of()),
                arguments(
                        "interrupted",
                        Sample.resting().pending(Sample.pending(4)),
                        List.of("Issue", "Record", "Sweep")),
                arguments("deleted", Sample.resting().deleting(), List.of("DeleteSecret", "Retire")));
    }

    private static Sample moved() {
        return Sample.resting().spec(spec -> spec.withEnvironment("staging"));
    }

    @Test
    void saysHowLongThePredecessorLives() {
        var forecast = Forecast.of(moved().observation());

        assertThat(forecast.issue().map(Step.Issue::reason)).contains(IssueReason.MOVED);
        assertThat(forecast.after().current())
                .extracting(CurrentToken::revision)
                .isEqualTo(4L);
        assertThat(forecast.after().retiring())
                .extracting(RetiringToken::revision, RetiringToken::revokeTime)
                .containsExactly(tuple(3L, NOW.plus(OVERLAP)));
        assertThat(Objects.requireNonNull(forecast.after().rotation()).upcoming())
                .startsWith(NOW.plus(Sample.INTERVAL))
                .hasSize(3);
    }

    @Test
    void saysWhatWaitsForAPredecessor() {
        var forecast =
                Forecast.of(moved().retiring(retiring(2, NOW.plusSeconds(60))).observation());

        assertThat(forecast.steps()).isEmpty();
        assertThat(forecast.waiting()).contains(IssueReason.MOVED);
        assertThat(Forecast.of(Sample.resting().observation()).waiting()).isEmpty();
    }

    @Test
    void namesTheObstacle() {
        var stalled = Forecast.of(moved().unavailable(Sample.LASTING).observation());
        assertThat(stalled.steps()).isEmpty();
        assertThat(stalled.last().step()).isInstanceOfSatisfying(Step.Stall.class, stall -> assertThat(stall.obstacle())
                .isEqualTo(Sample.LASTING));
        assertThat(stalled.after().conditions())
                .anySatisfy(condition -> assertThat(condition.type()).isEqualTo("Stalled"));

        var failing = Sample.failure(FailureReason.CHALK_UNAVAILABLE, NOW.plusSeconds(30));
        var backingOff = Forecast.of(Sample.resting()
                .seen(seen -> seen.withRequests(ROTATE))
                .failure(failing)
                .observation());
        assertThat(backingOff.last().step()).isEqualTo(new Step.BackOff(NOW.plusSeconds(30)));
    }
}
