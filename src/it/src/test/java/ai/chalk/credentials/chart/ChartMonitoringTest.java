// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The manifests for Prometheus and Grafana match the files, and refer to what exists. */
class ChartMonitoringTest {

    private static final RenderedChart RENDERED = Chart.render(
            "chalk",
            "chalk-system",
            "--set=crds.enabled=false,tests.enabled=false",
            "--set=metrics.serviceMonitor.enabled=true,metrics.prometheusRule.enabled=true,metrics.dashboard.enabled=true");

    @Test
    void theRulesMatchTheFile() {
        assertThat(RENDERED.only("PrometheusRule").path("spec")).isEqualTo(Chart.read("files/alerts.yaml"));
    }

    @Test
    void singleAlertsCanBeLeftOutAndRelabelled() {
        var rendered = Chart.render("chalk", "chalk-system", "--values=" + Chart.example("everything"));
        var rules = rendered.only("PrometheusRule").at("/spec/groups/0/rules");

        assertThat(rules)
                .hasSize(Chart.read("files/alerts.yaml").at("/groups/0/rules").size() - 1);
        assertThat(rules)
                .extracting(rule -> rule.path("alert").asText())
                .contains("ChalkCredentialFailing")
                .doesNotContain("ChalkOrphans");
        assertThat(rules)
                .filteredOn(rule -> rule.path("alert").asText().equals("ChalkCredentialFailing"))
                .extracting(rule -> rule.path("labels").toString())
                .containsExactly("{\"severity\":\"info\",\"team\":\"platform\"}");
    }

    @Test
    void whatPrometheusAndGrafanaReadCanBeInTheirNamespaces() {
        var rendered = Chart.render(
                "chalk",
                "chalk-system",
                "--values=" + Chart.example("everything"),
                "--set=metrics.serviceMonitor.namespace=monitoring,metrics.prometheusRule.namespace=monitoring",
                "--set=metrics.dashboard.namespace=grafana,extraObjects=null");

        assertThat(namespace(rendered, "ServiceMonitor")).isEqualTo("monitoring");
        assertThat(rendered.only("ServiceMonitor")
                        .at("/spec/namespaceSelector/matchNames/0")
                        .asText())
                .isEqualTo("chalk-system");
        assertThat(namespace(rendered, "PrometheusRule")).isEqualTo("monitoring");
        assertThat(namespace(rendered, "ConfigMap")).isEqualTo("grafana");
    }

    private static String namespace(RenderedChart rendered, String kind) {
        return rendered.only(kind).at("/metadata/namespace").asText();
    }

    @Test
    void theDashboardMatchesTheFile() throws IOException {
        var json = new ObjectMapper();
        var data = RENDERED.only("ConfigMap").path("data");

        assertThat(data).hasSize(1);
        assertThat(json.readTree(data.path("chalk-credential-operator.json").asText()))
                .isEqualTo(json.readTree(
                        Chart.FOLDER.resolve("files/dashboard.json").toFile()));
    }

    @Test
    void theMonitorFindsTheServiceAndTheServiceThePods() {
        var monitor = RENDERED.only("ServiceMonitor");
        var service = RENDERED.only("Service");
        var pod = RENDERED.only("Deployment").at("/spec/template");

        assertSelects(monitor.at("/spec/selector/matchLabels"), service);
        assertThat(service.at("/spec/ports/0/name")).isEqualTo(monitor.at("/spec/endpoints/0/port"));
        assertSelects(service.at("/spec/selector"), pod);
        assertThat(service.at("/spec/ports/0/targetPort")).isEqualTo(pod.at("/spec/containers/0/ports/0/name"));
    }

    private static void assertSelects(JsonNode selector, JsonNode object) {
        assertThat(ValuesFile.keys(selector)).isNotEmpty().allSatisfy(label -> assertThat(
                        object.at("/metadata/labels").path(label))
                .isEqualTo(selector.path(label)));
    }
}
