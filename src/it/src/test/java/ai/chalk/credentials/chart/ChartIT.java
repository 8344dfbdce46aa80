// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.testing.ChildProcesses;
import ai.chalk.credentials.testing.OperatorProcess;
import ai.chalk.credentials.testing.SharedCluster;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The operator as the chart runs it: with the rendered environment and service account, and with only the rendered
 * permissions. {@code helm test} runs as its Pod would. The node of the test cluster runs no containers, so the
 * processes are started here, and the simulated Chalk is reached at loopback instead of through its Service.
 */
class ChartIT {

    private static final SharedCluster CLUSTER = SharedCluster.get();
    private static final Path APPLICATION = Path.of("src/operator/target/quarkus-app");
    private static final long CHECK_MINUTES = 4;

    private final String namespace = CLUSTER.newNamespace();
    private final Path logs = CLUSTER.cluster().logs();

    @Test
    void servesTheWholeCluster() throws Exception {
        var rendered = install();

        try (var operator = start(rendered)) {
            operator.awaitReady();
            assertThat(helmTest(rendered)).contains("The operator works.");
        }
        uninstall(rendered);
    }

    @Test
    void servesSomeNamespacesByRolesOnly() throws Exception {
        var team = CLUSTER.newNamespace();
        var rendered =
                install("--set=watchNamespaces={" + team + "},clusterConnections.enabled=false,logging.format=json");
        assertThat(rendered.ofKind("ClusterRole")).isEmpty();

        try (var operator = start(rendered)) {
            operator.awaitReady();
            assertThat(helmTest(rendered)).contains("The operator works.");
            assertThat(operator.log().lines()).isNotEmpty().allMatch(line -> line.startsWith("{"));
        }
        assertThat(mayReadSecrets(rendered, team)).isTrue();
        assertThat(mayReadSecrets(rendered, "default")).isFalse();
        uninstall(rendered);
    }

    @Test
    void servesConnectionsOfTheClusterInSomeNamespaces() throws Exception {
        var rendered = install("--set=watchNamespaces={" + namespace + "}");

        try (var operator = start(rendered)) {
            operator.awaitReady();
            assertThat(helmTest(rendered)).contains("The operator works.");
        }
        assertThat(mayReadSecrets(rendered, "default")).isFalse();
        uninstall(rendered);
    }

    @Test
    void helmTestSaysWhatIsWrong() throws Exception {
        var rendered = install("--set=tests.stepSeconds=3");

        var told = helmTest(rendered);

        assertThat(told).contains("FAILED: ").contains("does the operator run, and does it watch this namespace?");
        uninstall(rendered);
    }

    /** Everything except the CRDs, which exist already, and what would run containers. */
    private RenderedChart install(String... values) {
        var arguments = new ArrayList<>(List.of("--set=crds.enabled=false"));
        arguments.addAll(List.of(values));
        var rendered = Chart.render(namespace, namespace, arguments.toArray(String[]::new));
        CLUSTER.cluster().apply(rendered.manifest(object -> !runsContainers(object)));
        return rendered;
    }

    private static boolean runsContainers(JsonNode object) {
        return List.of("Deployment", "Pod").contains(object.path("kind").asText());
    }

    private void uninstall(RenderedChart rendered) {
        for (var kind : List.of("ClusterRoleBinding", "ClusterRole")) {
            rendered.ofKind(kind)
                    .forEach(object -> CLUSTER.kubectl(
                            "delete", kind, object.at("/metadata/name").asText()));
        }
        CLUSTER.kubectl("delete", "namespace", namespace, "--wait=false");
    }

    private OperatorProcess start(RenderedChart rendered) {
        var pod = rendered.only("Deployment").at("/spec/template");
        return OperatorProcess.start(
                kubeconfig(pod),
                logs.resolve("operator-" + namespace + ".log"),
                RenderedChart.environment(pod, namespace));
    }

    private Path kubeconfig(JsonNode pod) {
        return CLUSTER.cluster()
                .kubeconfigFor(namespace, pod.at("/spec/serviceAccountName").asText());
    }

    /** The output of the test's Pod. */
    private String helmTest(RenderedChart rendered) throws Exception {
        var pod = rendered.only("Pod");
        var port = freePort();
        var command = new ArrayList<String>();
        pod.at("/spec/containers/0/command").forEach(word -> command.add(word.asText()));
        command.set(
                0,
                Path.of(System.getProperty("java.home"), "bin", command.get(0)).toString());
        var output = logs.resolve("helm-test-" + namespace + ".log").toFile();
        var builder = ChildProcesses.builder(command)
                .directory(APPLICATION.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().putAll(RenderedChart.environment(pod, namespace));
        builder.environment()
                .putAll(Map.of(
                        "KUBECONFIG",
                        kubeconfig(pod).toString(),
                        "CHALK_CHECK_BIND",
                        "127.0.0.1",
                        "CHALK_CHECK_PORT",
                        String.valueOf(port),
                        "CHALK_CHECK_SERVER",
                        "http://127.0.0.1:" + port));
        var process = builder.start();
        assertThat(process.waitFor(CHECK_MINUTES, TimeUnit.MINUTES))
                .as("has ended")
                .isTrue();
        var told = Files.readString(output.toPath());
        assertThat(process.exitValue()).as(told).isEqualTo(told.contains("FAILED: ") ? 1 : 0);
        return told;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean mayReadSecrets(RenderedChart rendered, String where) {
        var account = rendered.only("Deployment")
                .at("/spec/template/spec/serviceAccountName")
                .asText();
        return CLUSTER.client()
                .authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser("system:serviceaccount:" + namespace + ":" + account)
                        .withNewResourceAttributes()
                        .withNamespace(where)
                        .withVerb("get")
                        .withResource("secrets")
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed();
    }
}
