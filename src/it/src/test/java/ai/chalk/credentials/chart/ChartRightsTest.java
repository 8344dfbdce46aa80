// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The permissions that result from the values of the chart. */
class ChartRightsTest {

    @Test
    void theWholeClusterIsServedByAClusterRole() {
        var rendered = Chart.render("chalk", "chalk-system");

        assertThat(names(rendered, "ClusterRole"))
                .containsExactlyInAnyOrder(
                        "chalk-credential-operator",
                        "chalk-credential-operator-view",
                        "chalk-credential-operator-edit",
                        "chalk-credential-operator-service-binding");
        assertThat(places(rendered, "Role")).containsExactly("chalk-system", "chalk-system");
    }

    @Test
    void someNamespacesAreServedByRolesOnly() {
        var rendered = Chart.render("chalk", "chalk-system", "--values=" + Chart.example("namespaces"));

        assertThat(rendered.ofKind("ClusterRole")).isEmpty();
        assertThat(rendered.ofKind("ClusterRoleBinding")).isEmpty();
        assertThat(operators(rendered, "Role"))
                .extracting(role -> role.at("/metadata/namespace").asText())
                .containsExactlyInAnyOrder("chalk-system", "team-a", "team-b");
        assertThat(operators(rendered, "RoleBinding"))
                .allSatisfy(binding ->
                        assertThat(binding.at("/subjects/0/namespace").asText()).isEqualTo("chalk-system"))
                .hasSize(3);
    }

    @Test
    void connectionsOfTheClusterNeedAClusterRoleForThemselvesOnly() {
        var rendered =
                Chart.render("chalk", "chalk-system", "--values=" + Chart.example("namespaces-cluster-connections"));

        assertThat(resources(rendered.only("ClusterRole")))
                .containsExactlyInAnyOrder("clusterchalkconnections", "clusterchalkconnections/status");
    }

    @Test
    void objectsOfClusterConnectionsAreReadInTheirNamespaces() {
        var rendered = Chart.render(
                "chalk",
                "chalk-system",
                "--values=" + Chart.example("namespaces-cluster-connections"),
                "--set=connection.credentialsSecretRef.namespace=vault,connection.caBundleRef.kind=ConfigMap",
                "--set=connection.caBundleRef.namespace=vault,connection.caBundleRef.name=corporate-ca",
                "--set=connection.caBundleRef.key=ca.crt");

        assertThat(rendered.ofKind("Role"))
                .filteredOn(role -> role.at("/metadata/name").asText().endsWith("-referenced"))
                .extracting(role -> role.at("/metadata/namespace").asText())
                .containsExactlyInAnyOrder("chalk-system", "vault");
        assertThat(ChartRights.of(rendered))
                .filteredOn(right -> right.startsWith("vault "))
                .containsExactlyInAnyOrder(
                        "vault /secrets get chalk-operator",
                        "vault /secrets list chalk-operator",
                        "vault /secrets watch chalk-operator",
                        "vault /configmaps get corporate-ca",
                        "vault /configmaps list corporate-ca",
                        "vault /configmaps watch corporate-ca");
    }

    /** The files with which the process tests run an operator of some namespaces, and which the documents describe. */
    @Test
    void theProcessTestsHaveTheSameRights() throws IOException {
        var rendered = Chart.render(
                "chalk",
                "OPERATOR",
                "--set=watchNamespaces={team-a},rbac.readKubeSystem=true,tests.enabled=false",
                "--set=crds.enabled=false");
        var documented = new StringBuilder();
        for (var file : List.of("operator-namespace.yaml", "watched-namespace.yaml", "cluster-connections.yaml")) {
            documented
                    .append("---\n")
                    .append(Files.readString(Path.of("src/operator/src/test/resources/rbac", file))
                            .replace("WATCHED", "team-a"));
        }

        assertThat(ChartRights.of(rendered))
                .filteredOn(right -> !right.startsWith("default "))
                .containsExactlyInAnyOrderElementsOf(ChartRights.of(new RenderedChart(documented.toString())));
    }

    /** A user who may write connections can read Secrets through them, so no role has that permission by default. */
    @Test
    void peopleMayChangeCredentialsAndNoConnections() {
        var rendered = Chart.render("chalk", "chalk-system");

        assertThat(verbs(rendered, "view"))
                .containsExactly("chalkservicecredentials [get, list, watch]", "chalkconnections [get, list, watch]");
        assertThat(verbs(rendered, "edit"))
                .containsExactly("chalkservicecredentials [create, delete, deletecollection, patch, update]");
        assertThat(verbs(rendered, "service-binding")).containsExactly("chalkservicecredentials [get, list, watch]");
        assertThat(aggregated(rendered, "view")).containsExactlyInAnyOrder("view", "edit", "admin");
        assertThat(aggregated(rendered, "edit")).containsExactlyInAnyOrder("edit", "admin");
    }

    @Test
    void adminsMayChangeConnectionsIfEnabled() {
        var rendered = Chart.render("chalk", "chalk-system", "--set=rbac.aggregateConnections=true");

        assertThat(verbs(rendered, "admin"))
                .containsExactly("chalkconnections [create, delete, deletecollection, patch, update]");
        assertThat(aggregated(rendered, "admin")).containsExactly("admin");
    }

    private static JsonNode forPeople(RenderedChart rendered, String role) {
        return rendered.ofKind("ClusterRole").stream()
                .filter(object -> object.at("/metadata/name").asText().endsWith("-" + role))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> verbs(RenderedChart rendered, String role) {
        return ChartRights.elements(forPeople(rendered, role).path("rules"))
                .flatMap(rule -> ChartRights.elements(rule.path("resources"))
                        .map(resource -> resource.asText() + " "
                                + ChartRights.elements(rule.path("verbs"))
                                        .map(JsonNode::asText)
                                        .toList()))
                .toList();
    }

    /** The ClusterRoles into which it is aggregated. */
    private static List<String> aggregated(RenderedChart rendered, String role) {
        var mark = "rbac.authorization.k8s.io/aggregate-to-";
        return ValuesFile.keys(forPeople(rendered, role).at("/metadata/labels")).stream()
                .filter(label -> label.startsWith(mark))
                .map(label -> label.substring(mark.length()))
                .toList();
    }

    @Test
    void restartsCanBeLeftOut() {
        var rendered = Chart.render("chalk", "chalk-system", "--set=rbac.rolloutRestarts=false,rbac.aggregate=false");

        assertThat(rendered.ofKind("ClusterRole"))
                .flatExtracting(ChartRightsTest::resources)
                .doesNotContain("deployments");
    }

    @Test
    void anExistingServiceAccountGetsTheRights() {
        var rendered = Chart.render(
                "chalk",
                "chalk-system",
                "--set=serviceAccount.create=false,serviceAccount.name=ours,tests.enabled=false");

        assertThat(rendered.ofKind("ServiceAccount")).isEmpty();
        assertThat(Stream.of("ClusterRoleBinding", "RoleBinding").map(rendered::only))
                .extracting(binding -> binding.at("/subjects/0/name").asText())
                .containsOnly("ours");
    }

    private static List<JsonNode> operators(RenderedChart rendered, String kind) {
        return rendered.ofKind(kind).stream()
                .filter(object -> !RenderedChart.isHook(object))
                .toList();
    }

    private static List<String> names(RenderedChart rendered, String kind) {
        return rendered.ofKind(kind).stream()
                .map(object -> object.at("/metadata/name").asText().replaceFirst("^chalk-chalk", "chalk"))
                .toList();
    }

    private static List<String> places(RenderedChart rendered, String kind) {
        return rendered.ofKind(kind).stream()
                .map(object -> object.at("/metadata/namespace").asText())
                .toList();
    }

    private static List<String> resources(JsonNode role) {
        return ChartRights.elements(role.path("rules"))
                .flatMap(rule -> ChartRights.elements(rule.path("resources")))
                .map(JsonNode::asText)
                .toList();
    }
}
