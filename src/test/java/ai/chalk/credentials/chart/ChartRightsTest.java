// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
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
                .allSatisfy(binding -> assertThat(binding.at("/subjects/0/namespace").asText())
                        .isEqualTo("chalk-system"))
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

    @Test
    void restartsCanBeLeftOut() {
        var rendered = Chart.render("chalk", "chalk-system", "--set=rbac.rolloutRestarts=false,rbac.aggregate=false");

        assertThat(rendered.ofKind("ClusterRole")).flatExtracting(ChartRightsTest::resources).doesNotContain("deployments");
    }

    @Test
    void aServiceAccountOfOthersGetsTheRights() {
        var rendered = Chart.render(
                "chalk", "chalk-system", "--set=serviceAccount.create=false,serviceAccount.name=ours,tests.enabled=false");

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
        return StreamSupport.stream(role.path("rules").spliterator(), false)
                .flatMap(rule -> StreamSupport.stream(rule.path("resources").spliterator(), false))
                .map(JsonNode::asText)
                .toList();
    }
}
