// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.process;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.simulator.Procedure;
import ai.chalk.credentials.testing.OperatorProcess;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of the packaged operator that Prometheus scrapes: with present objects, blocked ones and deleted ones. */
class MetricsIT {

    private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");

    private ProcessWorld world;
    private OperatorProcess operator;

    @BeforeEach
    void start() throws Exception {
        world = new ProcessWorld(Map.of());
        operator = world.startOperator().awaitReady();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void followsCredentialsAndConnections() throws Exception {
        world.apply(world.credential("good", "production"));
        world.apply(world.credential("nowhere", "no-such-environment"));
        world.ready("good", 1);

        await("the values in the metrics").untilAsserted(() -> assertThat(page())
                .contains(
                        credential("ready", "good") + "1.0",
                        credential("ready", "nowhere") + "0.0",
                        credential("stalled", "nowhere") + "1.0",
                        "chalk_operator_issues_total{reason=\"Initial\",result=\"published\"} 1.0",
                        "chalk_operator_connection_ready{kind=\"ChalkConnection\",namespace=\"" + world.namespace
                                + "\",name=\"chalk\"} 1.0",
                        "chalk_operator_leader 1.0")
                .anyMatch(line -> line.startsWith("chalk_operator_revocations "))
                .anyMatch(line -> line.startsWith("chalk_credential_problem{namespace=\"" + world.namespace
                        + "\",name=\"nowhere\",condition=\"Stalled\""))
                .anyMatch(line -> line.startsWith(
                        "chalk_operator_chalk_call_seconds_count{code=\"ok\",procedure=\"CreateServiceToken\"}")));

        // Other tests have left such a name elsewhere.
        var nowhere = "{namespace=\"" + world.namespace + "\",name=\"nowhere\"";
        assertThat(page()).anyMatch(line -> line.contains(nowhere));
        world.credential("nowhere").delete();
        await("the series to disappear from the metrics")
                .untilAsserted(() -> assertThat(page()).noneMatch(line -> line.contains(nowhere)));
    }

    @Test
    void showsWhatARevocationWaitsFor() throws Exception {
        world.apply(world.credential("good", "production") + "  rotation: {overlap: 0s}\n");
        world.ready("good", 1);
        runningPod();
        world.cluster.kubectl(
                "annotate",
                "chalkservicecredential",
                "good",
                "--namespace=" + world.namespace,
                "credentials.chalk.ai/rotate-requested-at=now");

        await("the values in the metrics").untilAsserted(() -> assertThat(page())
                .contains(
                        credential("retiring_tokens", "good") + "1.0",
                        credential("revocation_blocking_containers", "good") + "1.0",
                        "chalk_operator_issues_total{reason=\"Requested\",result=\"published\"} 1.0"));
    }

    /** The framework's own metrics are there, by controller and not by object. */
    @Test
    void includesTheFrameworksMetrics() throws Exception {
        world.apply(world.credential("good", "production"));
        world.ready("good", 1);

        await("the values in the metrics").untilAsserted(() -> assertThat(page())
                .anyMatch(line ->
                        line.startsWith("reconciliations_success_total{controller_name=\"chalkservicecredential\"")));
        assertThat(page())
                .filteredOn(line -> !line.startsWith("chalk_"))
                .noneMatch(line -> line.contains("\"good\"") || line.contains(world.namespace));
    }

    /** Nothing schedules the pod, so the test writes the status that a kubelet would write. */
    private void runningPod() {
        world.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: app, namespace: %s}
                spec:
                  schedulerName: nobody
                  containers: [{name: main, image: none, envFrom: [{secretRef: {name: good}}]}]
                """
                        .formatted(world.namespace));
        world.cluster.kubectl(
                "patch",
                "pod",
                "app",
                "--namespace=" + world.namespace,
                "--subresource=status",
                "--type=merge",
                "--patch=status: {phase: Running, containerStatuses: [{name: main, image: none, imageID: none, ready: true,"
                        + " restartCount: 0, state: {running: {startedAt: \"" + EARLY + "\"}}}]}");
    }

    @Test
    void isReadWithoutACallToChalk() throws Exception {
        world.apply(world.credential("good", "production"));
        world.ready("good", 1);
        await("the values in the metrics")
                .untilAsserted(() -> assertThat(page()).contains(credential("ready", "good") + "1.0"));
        var before = calls();

        for (int i = 0; i < 20; i++) {
            page();
        }

        assertThat(calls()).isEqualTo(before);
    }

    private Map<Procedure, Long> calls() {
        return Arrays.stream(Procedure.values())
                .collect(Collectors.toMap(procedure -> procedure, procedure -> (long) world.chalk.calls(procedure)));
    }

    private String credential(String metric, String name) {
        return "chalk_credential_" + metric + "{namespace=\"" + world.namespace + "\",name=\"" + name + "\"} ";
    }

    private List<String> page() throws Exception {
        return operator.metrics().lines().toList();
    }
}
