// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.chalk.credentials.dev.cluster.HelmProgram;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values are documented, in the schema, and refused if they are invalid. */
class ChartValuesTest {

    /** Values that a parent chart may pass to any chart on which it depends. */
    private static final Set<String> OF_PARENTS = Set.of("global", "enabled");

    private static final ValuesFile VALUES = ValuesFile.read();

    @Test
    void eachIsDescribedByAComment() {
        assertThat(VALUES.undocumented()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("groups")
    void theSchemaKnowsTheSameOnes(String group) {
        var known = ValuesFile.keys(schema(group).path("properties")).stream()
                .filter(key -> !(group.isEmpty() && OF_PARENTS.contains(key)))
                .toList();

        assertThat(known).containsExactlyInAnyOrderElementsOf(ValuesFile.keys(VALUES.at(group)));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void aTypingErrorIsRefused(String group) {
        var path = group.isEmpty() ? "repplicas" : group + ".repplicas";

        assertThatThrownBy(() -> Chart.render("chalk", "chalk-system", "--set=" + path + "=2"))
                .hasMessageContaining("additional properties 'repplicas' not allowed")
                .hasMessageContaining("at '" + (group.isEmpty() ? "" : "/" + group.replace('.', '/')) + "'");
    }

    static List<String> groups() {
        return VALUES.groups();
    }

    private static JsonNode schema(String group) {
        var schema = Chart.read("values.schema.json");
        return group.isEmpty() ? schema : schema.at("/properties/" + group.replace(".", "/properties/"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "settings.orphans=reap                        | value must be one of",
                "settings.minimumInterval=15 minutes          | /settings/minimumInterval",
                "settings.issueLimit=0                        | minimum: got 0, want 1",
                "settings.allowedApiServers={api.chalk.ai}    | /settings/allowedApiServers/0",
                "connection.apiServer=https://a.example/path  | /connection/apiServer",
                "connection.credentialsSecretRef.value=secret | not allowed",
                "image.digest=latest                          | /image/digest",
                "watchNamespaces=team-a                       | got string, want array",
                "watchNamespaces={Team_A}                     | /watchNamespaces/0",
                "logging.format=xml                           | /logging/format",
                "replicas=two                                 | got string, want integer",
                "terminationGracePeriodSeconds=25             | minimum: got 25, want 30",
                "connection.limits.requestsPerSecond=1001     | maximum: got 1,001, want 1,000",
                "connection.limits.concurrency=257            | maximum: got 257, want 256",
                "connection.caBundleRef.kind=ConfigMap        | properties 'name', 'namespace', 'key' required",
                "connection.policy.environments[0].project=p  | missing property 'environment'",
                "strategy.type=Rolling                        | /strategy/type",
                "metrics.prometheusRule.alerts.A.severity=x   | additional properties 'severity' not allowed",
            })
    void aWrongValueIsRefused(String value, String message) {
        assertThatThrownBy(() -> Chart.render("chalk", "chalk-system", "--set=" + value))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas=2,leaderElection.enabled=false                 | two operators would act at the same time",
                "connection.create=true,clusterConnections.enabled=false | no operator would serve that connection",
                "leaderElection.enabled=false,strategy.type=RollingUpdate | an old Pod and a new one would act at the same time",
                "metrics.prometheusRule.enabled=true,metrics.enabled=false | would fire forever",
                "metrics.prometheusRule.enabled=true,metrics.prometheusRule.alerts.ChalkOrphan.enabled=false | is not an alert",
            })
    void impossibleCombinationsAreRefusedWithARemedy(String values, String message) {
        assertThatThrownBy(() -> Chart.render("chalk", "chalk-system", "--set=" + values))
                .hasMessageContaining(message)
                .hasMessageMatching("(?s).*\\b[Ss]et [a-zA-Z.]+ to .*");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void lintFindsNothing(Path values) {
        assertThat(HelmProgram.withoutCluster().run("lint", "--strict", Chart.FOLDER.toString(), "--values=" + values))
                .contains("1 chart(s) linted, 0 chart(s) failed");
    }

    static List<Path> examples() {
        return Chart.examples();
    }
}
