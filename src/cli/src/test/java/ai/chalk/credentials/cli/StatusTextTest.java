// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.retiring;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.BlockingPod;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.HistoryEntryBuilder;
import ai.chalk.credentials.api.v1alpha1.RotationBuilder;
import ai.chalk.credentials.decision.FailureReason;
import ai.chalk.credentials.decision.Sample;
import ai.chalk.credentials.status.Forecast;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** Text output at a fixed time: {@code status-*.txt}, {@code history.txt}, {@code doctor.txt}. */
class StatusTextTest {

    private static final ColorScheme PLAIN = CommandLine.Help.defaultColorScheme(Ansi.OFF);

    private static ChalkServiceCredential credential(Sample sample) {
        var seen = sample.observation();
        var credential = new ChalkServiceCredential();
        credential.setMetadata(new ObjectMetaBuilder()
                .withNamespace(seen.id().namespace())
                .withName(seen.id().name())
                .withUid(seen.id().uid())
                .withGeneration(seen.generation())
                .build());
        credential.setSpec(seen.spec());
        credential.setStatus(seen.status());
        return credential;
    }

    /** The view with the next rotations that the operator would write to the status. */
    private static CredentialView view(Sample sample) {
        return CredentialReader.view(credential(sample.status(status ->
                status.withRotation(Forecast.of(sample.observation()).after().rotation()))));
    }

    private static Sample healthy() {
        var rotation = RotationBuilder.builder()
                .schedule("0 3 * * SUN")
                .timeZone("Europe/Berlin")
                .overlap("24h")
                .spread("0s")
                .build();
        return Sample.resting()
                .spec(spec -> spec.withRotation(rotation))
                .retiring(retiring(2, NOW.plus(Duration.ofHours(22))));
    }

    private static Sample blocked() {
        var token =
                retiring(2, NOW.minus(Duration.ofDays(2))).withBlockedBy(List.of(user(0), user(1), user(2), user(3)));
        return Sample.resting()
                .retiring(token.withBlockedByCount(12))
                .status(status -> status.withConditions(List.of(
                        Sample.ready(),
                        new Condition(
                                "RevocationBlocked",
                                ConditionStatus.TRUE,
                                1L,
                                NOW.minus(Duration.ofDays(1)),
                                "InUse",
                                "container main of pod app-0 and 11 more still hold revision 2"))));
    }

    private static BlockingPod user(int number) {
        return new BlockingPod("app-" + number, "main", NOW.minus(Duration.ofDays(9)));
    }

    private static Sample broken() {
        var since = NOW.minus(Duration.ofMinutes(5));
        var message = "the connection's token may not create service tokens: give it tokens.write";
        return Sample.fresh()
                .failure(Sample.failure(FailureReason.PERMISSION_DENIED, NOW.plusSeconds(300))
                        .withMessage(message))
                .status(status -> status.withConditions(List.of(
                        new Condition("Ready", ConditionStatus.FALSE, 1L, since, "PermissionDenied", message),
                        new Condition("Stalled", ConditionStatus.TRUE, 1L, since, "PermissionDenied", message))));
    }

    @Test
    void printsTheStatus() {
        GoldenFiles.check("status-healthy", new StatusText(view(healthy()), NOW, PLAIN).text());
        GoldenFiles.check("status-blocked", new StatusText(view(blocked()), NOW, PLAIN).text());
        GoldenFiles.check("status-broken", new StatusText(view(broken()), NOW, PLAIN).text());
        GoldenFiles.check(
                "status-suspended",
                new StatusText(view(Sample.resting().rotation(rotation -> rotation.withSuspend(true))), NOW, PLAIN)
                        .text());
        GoldenFiles.check(
                "status-never-seen",
                new StatusText(CredentialReader.view(credential(Sample.fresh())), NOW, PLAIN).text());
    }

    @Test
    void usesColoursOnlyIfEnabled() {
        var view = view(healthy());

        assertThat(new StatusText(view, NOW, PLAIN).text()).doesNotContain("\u001B");
        assertThat(new StatusText(view, NOW, CommandLine.Help.defaultColorScheme(Ansi.ON)).text())
                .contains("\u001B[32m✓ Ready\u001B[39m\u001B[0m");
    }

    @Test
    void listsThoseFirstThatNeedAction() {
        var views = Stream.of(healthy(), blocked(), broken())
                .map(StatusTextTest::view)
                .toList();

        GoldenFiles.check("status-table", new StatusTable(views, true, NOW).text());
    }

    @Test
    void printsTheHistory() {
        var entries = List.of(
                HistoryEntryBuilder.builder()
                        .revision(3L)
                        .clientId("client-3")
                        .reason("Due")
                        .issueTime(NOW.minus(Duration.ofDays(1)))
                        .publishTime(NOW.minus(Duration.ofDays(1)))
                        .build(),
                HistoryEntryBuilder.builder()
                        .revision(2L)
                        .clientId("client-2")
                        .reason("Moved")
                        .issueTime(NOW.minus(Duration.ofDays(31)))
                        .build(),
                HistoryEntryBuilder.builder()
                        .revision(1L)
                        .clientId("client-1")
                        .reason("Initial")
                        .issueTime(NOW.minus(Duration.ofDays(61)))
                        .publishTime(NOW)
                        .revokeTime(NOW.minus(Duration.ofDays(30)))
                        .build());

        GoldenFiles.check("history", new HistoryView("fraud", "scorer", entries).text(NOW));
    }

    @Test
    void printsTheFindings() {
        var findings = List.of(
                Finding.ok("api", "API server v1.34.3 at https://127.0.0.1:6443/"),
                Finding.warning("orphans", "ClusterChalkConnection default sees 2 tokens", "they are revoked"),
                Finding.broken("credentials", "fraud/scorer: Stalled (RefusedByPolicy): no", "kubectl chalk status"));

        GoldenFiles.check("doctor", DoctorText.of(findings, PLAIN));
    }
}
