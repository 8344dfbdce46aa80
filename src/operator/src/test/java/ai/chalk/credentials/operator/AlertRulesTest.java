// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.policy.ConnectionReason;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The alerts of the chart fire when they should, stay silent otherwise, and say what to do. */
class AlertRulesTest {

    private static final Path RUNBOOKS = Path.of("docs/runbooks.md");

    @Test
    void promtoolAgreesWithTheRules() throws Exception {
        Promtool.run(List.of("check", "rules", "--lint=all", "--lint-fatal"), List.of(AlertRules.ALERTS));
    }

    @Test
    void theyFireWhenTheyShould() throws Exception {
        assertThat(AlertRules.tests()).isNotEmpty();
        Promtool.run(List.of("test", "rules"), AlertRules.tests());
    }

    @ParameterizedTest
    @MethodSource("names")
    void isTestedFiringAndSilent(String name) {
        var looks = AlertRules.looks()
                .filter(look -> look.get("alertname").asText().equals(name))
                .map(look -> look.get("exp_alerts").isEmpty())
                .collect(Collectors.toSet());

        assertThat(looks).containsExactlyInAnyOrder(true, false);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void pointsToItsRunbook(JsonNode alert) throws Exception {
        var name = alert.get("alert").asText();

        assertThat(alert.at("/annotations/runbook_url").asText())
                .endsWith("/docs/runbooks.md#" + name.toLowerCase(Locale.ROOT));
        assertThat(Files.readAllLines(RUNBOOKS)).contains("## " + name);
    }

    @Test
    void everyRunbookBelongsToAnAlert() throws Exception {
        assertThat(Files.readAllLines(RUNBOOKS).stream()
                        .filter(line -> line.startsWith("## "))
                        .map(line -> line.substring("## ".length())))
                .containsExactlyElementsOf(names());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void hasASeverityAndNamesItsObject(JsonNode alert) {
        assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning", "info");
        assertThat(alert.at("/annotations/summary").asText()).isNotEmpty();
        var aboutOneObject = alert.get("expr").asText().contains("name");
        assertThat(alert.at("/annotations/description").asText().contains("$labels.name"))
                .isEqualTo(aboutOneObject);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void usesExistingMetrics(JsonNode alert) {
        assertThat(AlertRules.metrics(alert.get("expr").asText())).isNotEmpty().isSubsetOf(exposed());
    }

    static List<String> exposed() {
        return Arrays.stream(Metric.values()).map(Metric::exposedName).toList();
    }

    /** Alerts for connections that recover on their own fire later, and the rules list those reasons. */
    @Test
    void knowsWhichConnectionsRecoverOnTheirOwn() {
        var passing = Arrays.stream(ConnectionReason.values())
                .filter(ConnectionReason::isPassing)
                .map(ConnectionReason::word)
                .collect(Collectors.joining("|"));

        assertThat(expression("ChalkConnectionRejected")).contains("reason!~\"" + passing + "\"");
        assertThat(expression("ChalkConnectionNotReady")).contains("reason=~\"" + passing + "\"");
    }

    private static String expression(String name) {
        return AlertRules.alerts().stream()
                .filter(alert -> alert.get("alert").asText().equals(name))
                .map(alert -> alert.get("expr").asText())
                .findFirst()
                .orElseThrow();
    }

    static List<JsonNode> alerts() {
        return AlertRules.alerts();
    }

    static List<String> names() {
        return AlertRules.alerts().stream()
                .map(alert -> alert.get("alert").asText())
                .toList();
    }
}
