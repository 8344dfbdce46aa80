// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.dev.cluster.TestPrograms;
import ai.chalk.credentials.policy.ConnectionKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Grafana can show the dashboard: its queries are PromQL over existing metrics, and its panels do not overlap. */
class DashboardTest {

    private static final Path DASHBOARD = AlertRules.FILES.resolve("dashboard.json");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COLUMNS = 24;
    private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{(\\w+)\\}\\}");
    private static final Pattern COUNTED = Pattern.compile("^\\w+_(total|bucket|count|sum)\\b");

    /** Tests of promtool start on January 1, 1970. */
    private static final String BUSY =
            """
            status:
              conditions:
              - {type: Stalled, status: "True", reason: IssueLimitReached, message: too many}
              - {type: RotationOverdue, status: "True", reason: NotRotated, message: late}
              - {type: RevocationBlocked, status: "True", reason: InUse, message: held}
              lastRotationTime: "1970-01-01T00:00:00Z"
              retiring: [{revision: 1, tokenId: a, blockedByCount: 12}]
              rotation: {upcoming: ["1970-01-03T00:00:00Z"], pendingRestarts: [{kind: Deployment, name: app}]}
              failure: {count: 7, reason: PermissionDenied, message: no}
            """;

    private static final String STALLED =
            """
            status:
              conditions:
              - {type: Stalled, status: "True", reason: ConnectionDeleted, message: gone}
            """;

    private static final String DEFAULT = "{kind=\"ClusterChalkConnection\",namespace=\"\",name=\"default\"";

    /** Added by hand, because no listing runs in this test. */
    private static final List<String> FOUND_IN_CHALK = List.of(
            Metric.INVENTORY_TIME.exposedName() + DEFAULT + ",environment=\"env_1\"} 60",
            Metric.ORPHANS.exposedName() + DEFAULT + "} 2");

    private JsonNode dashboard;

    @BeforeEach
    void read() throws IOException {
        dashboard = JSON.readTree(DASHBOARD.toFile());
    }

    private List<JsonNode> panels() {
        return AlertRules.elements(dashboard.get("panels")).toList();
    }

    private List<String> queries() {
        return panels().stream()
                .flatMap(panel -> AlertRules.elements(panel.path("targets")))
                .map(target -> target.get("expr").asText())
                .toList();
    }

    @Test
    void everyPanelHasAQuery() {
        assertThat(panels())
                .filteredOn(panel -> !panel.get("type").asText().equals("row"))
                .isNotEmpty()
                .allSatisfy(panel -> assertThat(panel.path("targets")).isNotEmpty());
    }

    /** promtool checks rules, but not single expressions. */
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

    /** The schemas of the dashboard, of each type of panel and of the queries: an unknown field is an error. */
    @Test
    void isReadByGrafanasOwnSchema() throws Exception {
        assertThat(readStrictly(dashboard)).isEmpty();

        ((ObjectNode) panels().get(1).path("options")).put("colourMode", "background");
        assertThat(readStrictly(dashboard)).contains("panels[1].options", "unexpected field 'colourMode'");
    }

    private static String readStrictly(JsonNode dashboard) throws Exception {
        var program = TestPrograms.obtain().dashboard().toString();
        var process = new ProcessBuilder(program).redirectErrorStream(true).start();
        try (var input = process.getOutputStream()) {
            input.write(JSON.writeValueAsBytes(dashboard));
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(said.isEmpty() ? 0 : 1);
        return said;
    }

    @Test
    void everyQueryFindsSomething(@TempDir Path folder) throws Exception {
        check(folder, queries().stream().map(query -> expectOne("count(" + filled(query) + ") > bool 0", "{}")));
    }

    /** Grafana shows the name of a label that a series lacks, such as the namespace of a cluster connection. */
    @Test
    void noLegendNamesALabelThatASeriesLacks(@TempDir Path folder) throws Exception {
        var checks = panels().stream()
                .flatMap(panel -> AlertRules.elements(panel.path("targets")))
                .flatMap(target -> LEGEND_LABEL
                        .matcher(target.path("legendFormat").asText())
                        .results()
                        .map(label -> "count by (has) (label_replace(%s, \"has\", \"it\", \"%s\", \".+\")) > bool 0"
                                .formatted(filled(target.get("expr").asText()), label.group(1))))
                .toList();

        assertThat(checks).isNotEmpty();
        check(folder, checks.stream().map(query -> expectOne(query, "{has=\"it\"}")));
    }

    private static String filled(String query) {
        return query.replaceAll("\\$(namespace|credential)", ".*").replace("$__rate_interval", "5m");
    }

    private static Map<String, Object> expectOne(String query, String labels) {
        var sample = Map.of("labels", labels, "value", 1);
        return Map.of("expr", query, "eval_time", "20m", "exp_samples", List.of(sample));
    }

    /** Checks over the series of an operator with objects in many states, which calls Chalk all the time. */
    private static void check(Path folder, Stream<Map<String, Object>> checks) throws Exception {
        var test = Map.of("interval", "1m", "input_series", everything(), "promql_expr_test", checks.toList());
        var file = folder.resolve("test.yaml");
        Files.writeString(file, JSON.writeValueAsString(Map.of("tests", List.of(test))));

        Promtool.run(List.of("test", "rules"), List.of(file));
    }

    private static List<Map<String, String>> everything() {
        var exposed = new ExposedMetrics().afterSomething().credential(BUSY).revocation("stuck", STALLED);
        exposed.connections.add(StateMetricsTest.state(ConnectionKey.cluster("default"), false, "Unauthorized"));
        return Stream.concat(exposed.series().stream(), FOUND_IN_CHALK.stream())
                .map(line -> line.split(" (?=\\S+$)", -1))
                .map(series -> Map.of("series", scraped(series[0].replace(",}", "}")), "values", values(series)))
                .toList();
    }

    /** Adds the label by which Prometheus distinguishes replicas. */
    private static String scraped(String series) {
        int labels = series.indexOf('{');
        return labels < 0
                ? series + "{instance=\"a\"}"
                : series.substring(0, labels) + "{instance=\"a\"," + series.substring(labels + 1);
    }

    /** Values over 20 minutes. A counter that does not increase has no rate, so every counter grows. */
    private static String values(String[] series) {
        return COUNTED.matcher(series[0]).find() ? "0+1x20" : new BigDecimal(series[1]).toPlainString() + "+0x20";
    }

    @Test
    void queriesExistingMetrics() {
        assertThat(queries())
                .allSatisfy(query ->
                        assertThat(AlertRules.metrics(query)).isNotEmpty().isSubsetOf(AlertRulesTest.exposed()));
        var variables = AlertRules.elements(dashboard.at("/templating/list"))
                .map(variable -> variable.path("definition").asText())
                .flatMap(definition -> AlertRules.metrics(definition).stream());
        assertThat(variables).isNotEmpty().isSubsetOf(AlertRulesTest.exposed());
    }

    @Test
    void usersSelectSourceNamespaceAndCredential() {
        assertThat(AlertRules.elements(dashboard.at("/templating/list"))
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
