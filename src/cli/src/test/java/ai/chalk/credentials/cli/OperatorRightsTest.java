// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rights that {@code doctor} checks are exactly those of the roles that are shipped. */
class OperatorRightsTest {

    private static final Pattern DOCUMENTS = Pattern.compile("(?m)^---$");
    private static final Path ROLES_FOR_SOME_NAMESPACES = Path.of("src/operator/src/test/resources/rbac");

    @Test
    void matchTheManifests() throws Exception {
        var shipped = shipped(Files.readString(Path.of("config/base/rbac.yaml")));

        assertThat(checked(new OperatorInstallation("chalk-system", "operator", List.of(), true, true)))
                .containsExactlyInAnyOrderElementsOf(shipped);
    }

    /** {@code ChartRightsTest} compares these files with the chart. */
    @Test
    void matchTheRolesForSomeNamespaces() throws Exception {
        var shipped = new ArrayList<String>();
        for (var file : List.of("operator-namespace", "watched-namespace", "cluster-connections")) {
            shipped.addAll(shipped(Files.readString(ROLES_FOR_SOME_NAMESPACES.resolve(file + ".yaml"))
                    .replace("WATCHED", "team-a")
                    .replace("OPERATOR", "chalk-system")));
        }

        assertThat(checked(new OperatorInstallation("chalk-system", "operator", List.of("team-a"), true, true)))
                .filteredOn(right -> !right.endsWith(" in default"))
                .containsExactlyInAnyOrderElementsOf(shipped);
    }

    @Test
    void disabledFeaturesNeedNoRights() {
        assertThat(checked(new OperatorInstallation("chalk-system", "operator", List.of("team-a"), false, false)))
                .isNotEmpty()
                .noneMatch(right -> right.contains("leases") || right.contains("clusterchalkconnections"))
                .noneMatch(right -> right.endsWith(" in default"));
    }

    private static List<String> checked(OperatorInstallation installation) {
        return Stream.concat(
                        OperatorRights.required(installation).stream(), OperatorRights.optional(installation).stream())
                .map(AccessRight::textWithScope)
                .toList();
    }

    private static List<String> shipped(String manifests) {
        var yaml = new KubernetesSerialization();
        var shipped = new ArrayList<String>();
        DOCUMENTS.splitAsStream(manifests).forEach(document -> {
            Object object = yaml.unmarshal(document);
            if (object instanceof ClusterRole role) {
                add(shipped, role.getRules(), null);
            } else if (object instanceof Role role) {
                add(shipped, role.getRules(), role.getMetadata().getNamespace());
            }
        });
        return shipped;
    }

    private static void add(List<String> shipped, List<PolicyRule> rules, @Nullable String namespace) {
        for (var rule : rules) {
            var name = rule.getResourceNames().isEmpty()
                    ? null
                    : rule.getResourceNames().get(0);
            rule.getResources().forEach(resource -> rule.getVerbs()
                    .forEach(verb ->
                            shipped.add(new AccessRight(rule.getApiGroups().get(0), resource, verb, namespace, name, "")
                                    .textWithScope())));
        }
    }
}
