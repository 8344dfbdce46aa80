// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.retiring;
import static ai.chalk.credentials.decision.Sample.token;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.chalk.credentials.api.v1alpha1.BlockingPod;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.api.v1alpha1.RotationBuilder;
import ai.chalk.credentials.api.v1alpha1.WorkloadKind;
import ai.chalk.credentials.chalk.TargetEnvironment;
import ai.chalk.credentials.decision.DesiredToken;
import ai.chalk.credentials.decision.Rollout;
import ai.chalk.credentials.decision.RotationRequests;
import ai.chalk.credentials.decision.Sample;
import ai.chalk.credentials.decision.SecretUsage;
import ai.chalk.credentials.decision.SecretView;
import ai.chalk.credentials.decision.WorkloadState;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** The text of plans: {@code plan-*.txt}. */
class PlanBuilderTest {

    private static final ColorScheme PLAIN = CommandLine.Help.defaultColorScheme(Ansi.OFF);
    private static final RolloutRestartTarget TARGET = new RolloutRestartTarget(WorkloadKind.DEPLOYMENT, "scorer");
    private static final RotationRequests REVOKE =
            new RotationRequests(Optional.empty(), Optional.empty(), Optional.of("now"));

    @ParameterizedTest(name = "{0}")
    @MethodSource("plans")
    void prints(String name, PlanView plan) {
        GoldenFiles.check("plan-" + name, new PlanText(plan, NOW, PLAIN).text());
    }

    static Stream<Arguments> plans() {
        return Stream.of(
                arguments("at-rest", PlanBuilder.unchanged(Sample.resting().observation())),
                arguments("berlin", PlanBuilder.unchanged(berlin().observation())),
                arguments(
                        "overdue-suspended",
                        PlanBuilder.unchanged(overdue()
                                .rotation(rotation -> rotation.withSuspend(true))
                                .observation())),
                arguments(
                        "overdue-blocked",
                        PlanBuilder.unchanged(blocked(overdue()).observation())),
                arguments(
                        "on-demand",
                        PlanBuilder.unchanged(Sample.resting()
                                .spec(spec -> spec.withRotation(null))
                                .observation())),
                arguments(
                        "created",
                        PlanBuilder.creation(Sample.fresh()
                                .rotation(rotation -> rotation.withSpread(null))
                                .observation())),
                arguments(
                        "deleting",
                        PlanBuilder.unchanged(Sample.resting().deleting().observation())),
                arguments(
                        "leaked",
                        PlanBuilder.unchanged(Sample.resting()
                                .seen(seen -> seen.withRequests(REVOKE))
                                .observation())),
                arguments("moved", edit(moved(Sample.resting()), "environment", "production", "staging")),
                arguments("moved-restarts", edit(restarting(), "environment", "production", "staging")),
                arguments(
                        "moved-blocked",
                        edit(moved(blocked(Sample.resting())), "environment", "production", "staging")),
                arguments("renamed", edit(Sample.resting().secretNamed("other"), "secret.name", "scorer", "other")),
                arguments("trigger", edit(triggered(), "rotation.trigger", "a", "b")),
                arguments(
                        "grants",
                        edit(
                                Sample.resting().wanting(Sample.grants("query.offline")),
                                "permissions",
                                "query.online",
                                "query.offline")),
                arguments("rendered", edit(Sample.resting().secret(unrendered()), "secret.labels", "a", "b")),
                arguments(
                        "refused",
                        edit(
                                Sample.resting()
                                        .spec(spec -> spec.withEnvironment("staging"))
                                        .unavailable(Sample.LASTING),
                                "environment",
                                "production",
                                "staging")),
                arguments(
                        "overlap",
                        edit(
                                Sample.resting().rotation(rotation -> rotation.withOverlap("48h")),
                                "rotation.overlap",
                                "24h",
                                "48h")),
                arguments(
                        "interval",
                        edit(
                                Sample.resting().rotation(rotation -> rotation.withInterval("10d")),
                                "rotation.interval",
                                "30d",
                                "10d")),
                arguments(
                        "nothing",
                        PlanBuilder.edit(
                                Sample.resting().observation(), Sample.resting().observation(), List.of())),
                arguments(
                        "anyway",
                        PlanBuilder.edit(overdue().observation(), overdue().observation(), List.of())));
    }

    private static Sample berlin() {
        var rotation = RotationBuilder.builder()
                .schedule("0 3 * * SUN")
                .timeZone("Europe/Berlin")
                .overlap("24h")
                .spread("30m")
                .build();
        return Sample.resting().spec(spec -> spec.withRotation(rotation));
    }

    private static Sample overdue() {
        var old = token(3).withIssueTime(NOW.minus(Duration.ofDays(31)));
        return Sample.resting().current(old).secret(Sample.ours(old));
    }

    private static Sample blocked(Sample sample) {
        var user = new BlockingPod("app-0", "main", NOW.minus(Duration.ofDays(3)));
        var usage = Map.of("token-2", new SecretUsage(List.of(user), 1));
        return sample.retiring(retiring(2, NOW.minus(Duration.ofHours(1))))
                .seen(seen -> seen.withWorkloads(new WorkloadState(Map.of(), usage, Optional.empty(), List.of())));
    }

    private static Sample moved(Sample sample) {
        var target = new TargetEnvironment("project-id", "fraud", "staging-id", "staging");
        var wanted = new DesiredToken.Available(
                Sample.CONNECTION, target, Sample.GRANTS, Optional.empty(), Optional.empty());
        return sample.spec(spec -> spec.withEnvironment("staging")).seen(seen -> seen.withWanted(wanted));
    }

    private static Sample restarting() {
        var rollouts = Map.<RolloutRestartTarget, Rollout>of(TARGET, new Rollout.Complete());
        return moved(Sample.resting())
                .spec(spec -> spec.withRolloutRestartTargets(List.of(TARGET)))
                .seen(seen -> seen.withWorkloads(new WorkloadState(rollouts, Map.of(), Optional.empty(), List.of())));
    }

    private static Sample triggered() {
        var asked = new RotationRequests(Optional.of("b"), Optional.empty(), Optional.empty());
        return Sample.resting().rotation(rotation -> rotation.withTrigger("b")).seen(seen -> seen.withRequests(asked));
    }

    private static SecretView unrendered() {
        return new SecretView.Ours("secret-uid", "7", token(3), true, false);
    }

    private static PlanView edit(Sample edited, String field, String from, String to) {
        var text = JsonNodeFactory.instance;
        var change = new SpecDifference("spec." + field, text.textNode(from), text.textNode(to));
        return PlanBuilder.edit(
                edited.seen(seen -> seen.withGeneration(2L)).observation(),
                Sample.resting().observation(),
                List.of(change));
    }
}
