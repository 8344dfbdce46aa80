// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.quickstart.ClusterBinaries;
import ai.chalk.credentials.quickstart.ClusterOptions;
import ai.chalk.credentials.quickstart.EmbeddedCluster;
import ai.chalk.credentials.quickstart.WithoutGo;
import ai.chalk.credentials.simulator.SimulatedChalk;
import ai.chalk.credentials.simulator.SimulatorServer;
import ai.chalk.credentials.testing.OperatorProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A reader follows the pages from top to bottom: each block of YAML is applied, each block of shell is run, in a cluster of its
 * own with the packaged operator. Only Chalk is another than the documents name.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DocumentedCommandsIT {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(yaml|shell|console)\\R(.*?)^```");
    private static final String CHALK = "https://api.chalk.ai";

    /** What looks at the operator's Pods, which here is a process, or at a record, which needs a Chalk that is long away. */
    private static final Pattern NOT_HERE =
            Pattern.compile("deployment/|get pods -n chalk-system|describe pods|chalkrevocation NAME");

    private static final Map<String, String> LEADING = Map.of("CHALK_OPERATOR_LEADER_ELECTION", "true");

    private static ClusterBinaries binaries;
    private static EmbeddedCluster cluster;
    private static SimulatorServer server;
    private static OperatorProcess operator;

    @BeforeAll
    static void start() throws Exception {
        binaries = ClusterBinaries.find(WithoutGo.FETCH_GO, System.out::println);
        cluster = EmbeddedCluster.start(binaries, ClusterOptions.DEFAULT);
        cluster.kubectl("apply", "--server-side", "--filename=crds");
        cluster.kubectl("wait", "--for=condition=Established", "--timeout=60s", "--filename=crds");
        cluster.kubectl("create", "namespace", "chalk-system");
        cluster.kubectl("create", "namespace", "argocd");
        cluster.kubectl("apply", "--server-side", "--filename=config/base/rbac.yaml");
        server = SimulatorServer.start(SimulatedChalk.standard(Clock.systemUTC()));
        var kubeconfig = cluster.kubeconfigFor("chalk-system", "chalk-credential-operator");
        operator = OperatorProcess.start(kubeconfig, cluster.logs().resolve("operator.log"), LEADING)
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        operator.close();
        server.close();
        cluster.close();
    }

    @Test
    @Order(1)
    void aFirstCredential() throws Exception {
        follow("docs/first-credential.md");

        assertThat(cluster.kubectl("get", "csc,secrets", "--namespace=fraud", "--output=name"))
                .isBlank();
    }

    @Test
    @Order(2)
    void migration() throws Exception {
        follow("docs/migration.md");

        assertThat(cluster.kubectl("get", "secrets", "--namespace=fraud", "--output=name"))
                .contains("secret/scorer-chalk", "secret/loader");
    }

    @Test
    @Order(3)
    void rotationRecipes() throws Exception {
        follow("docs/rotation-recipes.md");
    }

    @Test
    @Order(4)
    void severalTenants() throws Exception {
        follow("docs/multi-tenancy.md");
    }

    @Test
    @Order(5)
    void gitOps() throws Exception {
        follow("docs/gitops.md");

        assertThat(cluster.kubectl("get", "configmap", "argocd-cm", "--namespace=argocd", "--output=yaml"))
                .contains("credentials.chalk.ai_ChalkServiceCredential");
    }

    @Test
    @Order(6)
    void operations() throws Exception {
        apply(Files.readString(Path.of("examples/first-credential/credential.yaml")));
        run(
                "a Secret scorer",
                "kubectl wait csc/scorer -n fraud --for=jsonpath='{.status.secretName}'=scorer --timeout=60s");

        follow("docs/operations.md");
    }

    @Test
    @Order(7)
    void runbooks() throws Exception {
        cluster.kubectl("apply", "--filename=examples/namespaced-connection/connection.yaml");

        follow("docs/runbooks.md");
    }

    private void follow(String page) throws Exception {
        int blocks = 0;
        for (var block :
                BLOCK.matcher(Files.readString(Path.of(page))).results().toList()) {
            var text = block.group(2);
            switch (block.group(1)) {
                case "yaml" -> apply(text);
                case "shell" -> run(page, text);
                default -> run(page, commandsIn(text));
            }
            blocks++;
        }
        assertThat(blocks).as("blocks in " + page).isPositive();
    }

    /** A fragment of an object is there to be read. */
    private static void apply(String yaml) {
        if (yaml.startsWith("apiVersion:") || yaml.startsWith("#")) {
            cluster.apply(yaml.replace(CHALK, server.uri().toString()));
        }
    }

    private static String commandsIn(String console) {
        return console.lines()
                .filter(line -> line.startsWith("$ "))
                .map(line -> line.substring(2) + "\n")
                .reduce("", String::concat);
    }

    private void run(String page, String commands) throws IOException, InterruptedException {
        var script = new ArrayList<String>();
        for (var line : commands.replace(CHALK, server.uri().toString()).lines().toList()) {
            if (!NOT_HERE.matcher(line).find()) {
                script.add(filledIn(line));
            }
        }
        var output = Files.createTempFile(cluster.logs(), "output", ".txt");
        var bash = new ProcessBuilder("bash", "-euc", String.join("\n", script))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        bash.environment().putAll(environment());
        int exit = bash.start().waitFor();
        assertThat(exit)
                .as("%s:%n%s%nsaid:%n%s%nthe operator:%n%s", page, commands, Files.readString(output), operator.log())
                .isZero();
    }

    private static String filledIn(String line) {
        return line.replace("clusterchalkconnection NAME", "clusterchalkconnection default")
                .replace("chalkconnection NAME", "chalkconnection own")
                .replaceAll("\\bNAMESPACE\\b", "fraud")
                .replaceAll("\\bNAME\\b", "scorer");
    }

    private Map<String, String> environment() {
        return Map.of(
                "PATH", binaries.folder() + File.pathSeparator + System.getenv("PATH"),
                "KUBECONFIG", cluster.kubeconfig().toString(),
                "CHALK_CLIENT_ID", SimulatedChalk.BOOTSTRAP.clientId(),
                "CHALK_CLIENT_SECRET", SimulatedChalk.BOOTSTRAP.clientSecret().reveal());
    }
}
