// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Which rights come with which values. */
class ChartRightsTest {

    @Test
    void theWholeClusterIsServedByAClusterRole() {
        var rendered = Chart.render("chalk", "chalk-system");

        assertThat(names(rendered, "ClusterRole"))
                .containsExactlyInAnyOrder(
                        "chalk-credential-operator",
                        "chalk-credential-operator-view",
                        "chalk-credential-operator-edit",
                        "chalk-credential-operator-admin",
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
    void whatConnectionsOfTheClusterNameIsReadWhereItIs() {
        var rendered = Chart.render(
                "chalk",
                "chalk-system",
                "--values=" + Chart.example("namespaces-cluster-connections"),
                "--set=connection.credentialsSecretRef.namespace=vault");

        assertThat(rendered.ofKind("Role"))
                .filteredOn(role -> role.at("/metadata/name").asText().endsWith("-referenced"))
                .extracting(role -> role.at("/metadata/namespace").asText())
                .containsExactlyInAnyOrder("chalk-system", "vault");
    }

    /** The files with which the process tests run an operator of some namespaces, and of which the documents tell. */
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
                    .append(Files.readString(Path.of("src/test/resources/rbac", file))
                            .replace("WATCHED", "team-a"));
        }

        assertThat(rights(rendered))
                .filteredOn(right -> !right.startsWith("default "))
                .containsExactlyInAnyOrderElementsOf(rights(new Rendered(documented.toString())));
    }

    /** Each single right: where, of which group, to what, and what may be done with it. */
    private static Set<String> rights(Rendered rendered) {
        return Stream.of("ClusterRole", "Role")
                .flatMap(kind -> rendered.ofKind(kind).stream())
                .flatMap(role -> elements(role.path("rules")).flatMap(rule -> rights(place(role), rule)))
                .collect(Collectors.toSet());
    }

    private static Stream<String> rights(String place, JsonNode rule) {
        return elements(rule.path("resources"))
                .flatMap(resource -> elements(rule.path("verbs")).map(verb -> "%s %s/%s %s %s"
                        .formatted(
                                place,
                                rule.path("apiGroups").path(0).asText(),
                                resource.asText(),
                                rule.path("resourceNames"),
                                verb.asText())));
    }

    private static String place(JsonNode role) {
        return role.at("/metadata/namespace").asText("cluster");
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Test
    void restartsCanBeLeftOut() {
        var rendered = Chart.render("chalk", "chalk-system", "--set=rbac.rolloutRestarts=false,rbac.aggregate=false");

        assertThat(rendered.ofKind("ClusterRole"))
                .flatExtracting(ChartRightsTest::resources)
                .doesNotContain("deployments");
    }

    @Test
    void aServiceAccountOfOthersGetsTheRights() {
        var rendered = Chart.render(
                "chalk",
                "chalk-system",
                "--set=serviceAccount.create=false,serviceAccount.name=ours,tests.enabled=false");

        assertThat(rendered.ofKind("ServiceAccount")).isEmpty();
        assertThat(Stream.of("ClusterRoleBinding", "RoleBinding").map(rendered::only))
                .extracting(binding -> binding.at("/subjects/0/name").asText())
                .containsOnly("ours");
    }

    private static List<JsonNode> operators(Rendered rendered, String kind) {
        return rendered.ofKind(kind).stream()
                .filter(object -> !Rendered.isHook(object))
                .toList();
    }

    private static List<String> names(Rendered rendered, String kind) {
        return rendered.ofKind(kind).stream()
                .map(object -> object.at("/metadata/name").asText().replaceFirst("^chalk-chalk", "chalk"))
                .toList();
    }

    private static List<String> places(Rendered rendered, String kind) {
        return rendered.ofKind(kind).stream()
                .map(object -> object.at("/metadata/namespace").asText())
                .toList();
    }

    private static List<String> resources(JsonNode role) {
        return elements(role.path("rules"))
                .flatMap(rule -> elements(rule.path("resources")))
                .map(JsonNode::asText)
                .toList();
    }
}
