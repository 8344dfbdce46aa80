// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The settings that the chart sets are those that the documents describe. */
class ChartSettingsTest {

    private static final Pattern SETTING = Pattern.compile("\\| `[^`]+` \\| `(CHALK_OPERATOR_\\w+)` \\| ([^|]*) \\|");

    /** Settings whose default is described in words, or computed by the chart. */
    private static final Set<String> NOT_LITERAL =
            Set.of("CHALK_OPERATOR_INSTALLATION_ID", "CHALK_OPERATOR_WATCH_NAMESPACES", "CHALK_OPERATOR_NAMESPACE");

    @Test
    void eachSettingIsAValue() throws IOException {
        var rendered = Chart.render(
                "chalk", "chalk-system", "--values=" + Chart.example("everything"), "--set=watchNamespaces={team-a}");

        assertThat(environment(rendered).keySet())
                .filteredOn(name -> name.startsWith("CHALK_OPERATOR_"))
                .containsExactlyInAnyOrderElementsOf(documented().keySet());
    }

    @Test
    void defaultsMatchTheDocuments() throws IOException {
        var environment = environment(Chart.render("chalk", "chalk-system", "--set=tests.enabled=false"));

        var literal = documented();
        literal.keySet().removeAll(NOT_LITERAL);
        assertThat(literal).isNotEmpty().allSatisfy((name, meant) -> assertThat("`" + environment.get(name) + "`")
                .as(name)
                .isEqualTo(meant));
    }

    @Test
    void namespacesAreListed() {
        var rendered = Chart.render("chalk", "chalk-system", "--values=" + Chart.example("namespaces"));

        assertThat(environment(rendered))
                .containsEntry("CHALK_OPERATOR_WATCH_NAMESPACES", "team-a,team-b")
                .containsEntry("CHALK_OPERATOR_CLUSTER_CONNECTIONS", "false")
                .containsEntry("CHALK_OPERATOR_NAMESPACE", "chalk-system");
    }

    @Test
    void theSimulatedChalkOfHelmTestIsAnAllowedApiServer() {
        var rendered = Chart.render("chalk", "chalk-system");

        var server =
                RenderedChart.environment(rendered.only("Pod"), "chalk-system").get("CHALK_CHECK_SERVER");
        assertThat(environment(rendered).get("CHALK_OPERATOR_ALLOWED_API_SERVERS"))
                .isEqualTo("https://*," + server);
        assertThat(rendered.ofKind("Service"))
                .extracting(service -> "http://%s.%s.svc:%s"
                        .formatted(
                                service.at("/metadata/name").asText(),
                                service.at("/metadata/namespace").asText(),
                                service.at("/spec/ports/0/port").asText()))
                .contains(server);
    }

    /** By default, the environment contains nothing that makes the JVM print a line that is not JSON. */
    @Test
    void optionsOfTheJvmAreOnlyThoseOfTheUser() {
        assertThat(environment(Chart.render("chalk", "chalk-system")))
                .doesNotContainKeys("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
        assertThat(environment(Chart.render("chalk", "chalk-system", "--set=jvmOptions=-Xmx1g")))
                .containsEntry("JAVA_TOOL_OPTIONS", "-Xmx1g");
    }

    @Test
    void theHeapIsTheDocumentedShareOfTheLimit() throws IOException {
        var percent = Pattern.compile("-XX:MaxRAMPercentage=(\\d+)<")
                .matcher(Files.readString(Path.of("src/dev/image/pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        for (var document : List.of(Chart.FOLDER + "/README.md", "docs/install.md", "docs/image.md")) {
            assertThat(Path.of(document)).content().contains("heap is " + percent + " % of");
        }
    }

    @Test
    void severalReplicasGoToDifferentNodesWhereTheyCan() {
        var alone = Chart.render("chalk", "chalk-system").only("Deployment");
        var two = Chart.render("chalk", "chalk-system", "--set=replicas=2").only("Deployment");
        var chosen = Chart.render("chalk", "chalk-system", "--values=" + Chart.example("everything"))
                .only("Deployment");

        assertThat(alone.at("/spec/template/spec").has("affinity")).isFalse();
        var term =
                two.at("/spec/template/spec/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/0"
                        + "/podAffinityTerm");
        assertThat(term.path("topologyKey").asText()).isEqualTo("kubernetes.io/hostname");
        assertThat(term.at("/labelSelector/matchLabels")).isEqualTo(two.at("/spec/selector/matchLabels"));
        assertThat(chosen.at("/spec/template/spec/affinity"))
                .isEqualTo(Chart.readExample("everything").path("affinity"));
    }

    @Test
    void pullSecretsOfAParentChartAreUsedToo() {
        var rendered = Chart.render(
                "chalk",
                "chalk-system",
                "--set=imagePullSecrets[0].name=own",
                "--set=global.imagePullSecrets[0]=shared,global.imagePullSecrets[1].name=other");

        assertThat(rendered.only("Deployment")
                        .at("/spec/template/spec/imagePullSecrets")
                        .toString())
                .isEqualTo("[{\"name\":\"own\"},{\"name\":\"shared\"},{\"name\":\"other\"}]")
                .isEqualTo(rendered.only("Pod").at("/spec/imagePullSecrets").toString());
    }

    @Test
    void furtherFieldsOfThePodAreSet() {
        var values = Chart.readExample("everything");
        var rendered = Chart.render("chalk", "chalk-system", "--values=" + Chart.example("everything"));
        var deployment = rendered.only("Deployment").path("spec");
        var pod = deployment.at("/template/spec");

        assertThat(deployment.path("strategy")).isEqualTo(values.path("strategy"));
        assertThat(pod.path("dnsPolicy")).isEqualTo(values.path("dnsPolicy"));
        assertThat(pod.path("dnsConfig")).isEqualTo(values.path("dnsConfig"));
        assertThat(pod.path("hostAliases")).isEqualTo(values.path("hostAliases"));
        assertThat(pod.at("/containers/0/envFrom")).isEqualTo(values.path("extraEnvFrom"));
        assertThat(rendered.only("ClusterChalkConnection").at("/spec/dataSourceTagsClaim"))
                .isEqualTo(values.at("/connection/dataSourceTagsClaim"));
        assertThat(rendered.ofKind("ConfigMap"))
                .extracting(object -> object.at("/metadata/name").asText())
                .contains("chalk-everything-notes");
    }

    private static Map<String, String> environment(RenderedChart rendered) {
        return RenderedChart.environment(rendered.only("Deployment").at("/spec/template"), "chalk-system");
    }

    private static Map<String, String> documented() throws IOException {
        var settings = new TreeMap<String, String>();
        SETTING.matcher(Files.readString(Path.of("docs/configuration.md")))
                .results()
                .forEach(row -> settings.put(row.group(1), row.group(2)));
        return settings;
    }
}
