// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.dev.cluster.ClusterBinaries;
import ai.chalk.credentials.dev.cluster.ClusterOptions;
import ai.chalk.credentials.dev.cluster.EmbeddedCluster;
import ai.chalk.credentials.dev.cluster.WithoutGo;
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
 * Follows the pages from top to bottom as a reader would: applies each block of YAML and runs each block of shell, in
 * its own cluster with the packaged operator. Only the address of Chalk differs from the documents.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DocumentedCommandsIT {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(yaml|shell|console)\\R(.*?)^```");
    private static final String CHALK = "https://api.chalk.ai";

    /** Log messages that appear only after a failure. The test looks for them in the code. */
    private static final Pattern SELDOM = Pattern.compile("\\| grep (?:-i )?'?(inventory listing failed|orphan)'?$");

    /**
     * The operator is a process here, beside a Deployment whose Pods run on no node. Therefore its log is that of the
     * process, and kubectl itself only checks the options.
     */
    private static final String LOGS =
            """
            kubectl() {
              if [ "$1" = logs ]; then
                command kubectl "$@" --help > /dev/null
                cat "$OPERATOR_LOG"
              else
                command kubectl "$@"
              fi
            }
            """;

    /** A record in the operator's namespace, as a deleted credential leaves it if its connection was deleted first. */
    private static final String RECORD =
            """
            apiVersion: credentials.chalk.ai/v1alpha1
            kind: ChalkRevocation
            metadata: {name: scorer, namespace: chalk-system}
            spec:
              tokenId: token-1
              clientId: client-1
              environmentId: env_fraud_production
              connection: {kind: ClusterChalkConnection, name: gone, apiServer: %s}
              origin: {namespace: fraud, name: scorer, uid: 1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d}
              reason: CredentialDeleted
            """;

    private static final Map<String, String> LEADING = Map.of("CHALK_OPERATOR_LEADER_ELECTION", "true");

    private static ClusterBinaries binaries;
    private static EmbeddedCluster cluster;
    private static SimulatorServer server;
    private static OperatorProcess operator;

    @BeforeAll
    static void start() throws Exception {
        binaries = ClusterBinaries.find(WithoutGo.FETCH_GO, System.out::println);
        cluster = EmbeddedCluster.start(binaries, ClusterOptions.DEFAULT);
        cluster.kubectl("apply", "--server-side", "--kustomize=config/base");
        cluster.kubectl("wait", "--for=condition=Established", "--timeout=60s", "--filename=crds");
        cluster.kubectl("create", "namespace", "argocd");
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
        cluster.apply(RECORD.formatted(server.uri()));

        follow("docs/runbooks.md");
    }

    @Test
    void rareLogMessagesExistInTheCode() throws IOException {
        var code = new StringBuilder();
        try (var files = Files.walk(Path.of("src"))) {
            for (var file : files.filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
                    .toList()) {
                code.append(Files.readString(file));
            }
        }

        assertThat(Files.readAllLines(Path.of("docs/runbooks.md")))
                .filteredOn(line -> SELDOM.matcher(line).find())
                .hasSize(2)
                .allSatisfy(line -> assertThat(code).contains(word(line)));
    }

    private static String word(String line) {
        var found = SELDOM.matcher(line);
        assertThat(found.find()).isTrue();
        return found.group(1);
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

    /** A fragment of an object is only for reading. */
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
            script.add(SELDOM.matcher(line).find() ? filledIn(line) + " || true" : filledIn(line));
        }
        assertThat(script).as("commands in a block of " + page).anyMatch(line -> !line.isBlank());
        var output = Files.createTempFile(cluster.logs(), "output", ".txt");
        var bash = new ProcessBuilder("bash", "-euc", LOGS + String.join("\n", script))
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
                .replace("chalkrevocation NAME -n NAMESPACE", "chalkrevocation scorer -n chalk-system")
                .replaceAll("\\bNAMESPACE\\b", "fraud")
                .replaceAll("\\bNAME\\b", "scorer");
    }

    private Map<String, String> environment() {
        return Map.of(
                "PATH", binaries.folder() + File.pathSeparator + System.getenv("PATH"),
                "KUBECONFIG", cluster.kubeconfig().toString(),
                "OPERATOR_LOG", cluster.logs().resolve("operator.log").toString(),
                "CHALK_CLIENT_ID", SimulatedChalk.BOOTSTRAP.clientId(),
                "CHALK_CLIENT_SECRET", SimulatedChalk.BOOTSTRAP.clientSecret().reveal());
    }
}
