// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the operator is told is what the documents say that it can be told. */
class ChartSettingsTest {

    private static final Pattern SETTING = Pattern.compile("\\| `[^`]+` \\| `(CHALK_OPERATOR_\\w+)` \\| ([^|]*) \\|");

    /** Whose value when absent is told by words, or found by the chart itself. */
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
    void whatIsNotSetMeansWhatTheDocumentsSay() throws IOException {
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
    void theTestsChalkMayBeCalledWhereTheTestLooksForIt() {
        var rendered = Chart.render("chalk", "chalk-system");

        var server = Rendered.environment(rendered.only("Pod"), "chalk-system").get("CHALK_CHECK_SERVER");
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

    private static Map<String, String> environment(Rendered rendered) {
        return Rendered.environment(rendered.only("Deployment").at("/spec/template"), "chalk-system");
    }

    private static Map<String, String> documented() throws IOException {
        var settings = new TreeMap<String, String>();
        SETTING.matcher(Files.readString(Path.of("docs/configuration.md")))
                .results()
                .forEach(row -> settings.put(row.group(1), row.group(2)));
        return settings;
    }
}
