// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard can be drawn: its queries are PromQL over our metrics, and its panels have room. */
class DashboardTest {

    private static final Path DASHBOARD = Rules.FILES.resolve("dashboard.json");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COLUMNS = 24;

    private JsonNode dashboard;

    @BeforeEach
    void read() throws IOException {
        dashboard = JSON.readTree(DASHBOARD.toFile());
    }

    private List<JsonNode> panels() {
        return Rules.elements(dashboard.get("panels")).toList();
    }

    private List<String> queries() {
        return panels().stream()
                .flatMap(panel -> Rules.elements(panel.path("targets")))
                .map(target -> target.get("expr").asText())
                .toList();
    }

    @Test
    void everyPanelAsks() {
        assertThat(panels())
                .filteredOn(panel -> !panel.get("type").asText().equals("row"))
                .isNotEmpty()
                .allSatisfy(panel -> assertThat(panel.path("targets")).isNotEmpty());
    }

    /** There is no checker of expressions alone, but one of rules. */
    @Test
    void everyQueryIsPromql(@TempDir Path folder) throws Exception {
        var rules = queries().stream()
                .map(query -> query.replace("$__rate_interval", "5m"))
                .map(query -> Map.of("record", "query", "expr", query))
                .toList();
        var file = folder.resolve("queries.yaml");
        var groups = Map.of("groups", List.of(Map.of("name", "queries", "rules", rules)));
        Files.writeString(file, JSON.writeValueAsString(groups));

        Promtool.run(List.of("check", "rules", "--lint=none"), List.of(file));
    }

    @Test
    void asksForMetricsThatThereAre() {
        assertThat(queries())
                .allSatisfy(
                        query -> assertThat(Rules.metrics(query)).isNotEmpty().isSubsetOf(AlertRulesTest.exposed()));
        var variables = Rules.elements(dashboard.at("/templating/list"))
                .map(variable -> variable.path("definition").asText())
                .flatMap(definition -> Rules.metrics(definition).stream());
        assertThat(variables).isNotEmpty().isSubsetOf(AlertRulesTest.exposed());
    }

    @Test
    void theReaderChoosesSourceNamespaceAndCredential() {
        assertThat(Rules.elements(dashboard.at("/templating/list"))
                        .map(variable -> variable.get("name").asText()))
                .containsExactly("datasource", "namespace", "credential");
        assertThat(panels())
                .filteredOn(panel -> panel.has("datasource"))
                .isNotEmpty()
                .allSatisfy(panel ->
                        assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}"));
        assertThat(queries())
                .filteredOn(query -> query.contains("chalk_credential_"))
                .isNotEmpty()
                .allSatisfy(query -> assertThat(query).contains("namespace=~\"$namespace\"", "name=~\"$credential\""));
    }

    @Test
    void noIdIsUsedTwice() {
        assertThat(panels().stream().map(panel -> panel.get("id").asInt())).doesNotHaveDuplicates();
    }

    @Test
    void noPanelCoversAnother() {
        var taken = new HashSet<String>();
        panels().forEach(panel ->
                assertThat(cells(panel)).as(panel.get("title").asText()).allMatch(taken::add));
    }

    private static List<String> cells(JsonNode panel) {
        var at = panel.get("gridPos");
        int left = at.get("x").asInt();
        int top = at.get("y").asInt();
        int right = left + at.get("w").asInt();
        assertThat(right).isBetween(left + 1, COLUMNS);
        return IntStream.range(top, top + at.get("h").asInt())
                .boxed()
                .flatMap(y -> IntStream.range(left, right).mapToObj(x -> x + "/" + y))
                .collect(Collectors.toList());
    }
}
