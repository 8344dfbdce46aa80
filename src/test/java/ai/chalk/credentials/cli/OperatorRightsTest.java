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
import org.junit.jupiter.api.Test;

/** The doctor examines what is shipped, no more and no less. */
class OperatorRightsTest {

    private static final Pattern DOCUMENTS = Pattern.compile("(?m)^---$");

    @Test
    void areThoseOfTheManifest() throws Exception {
        var yaml = new KubernetesSerialization();
        var shipped = new ArrayList<String>();
        for (var document : DOCUMENTS
                .splitAsStream(Files.readString(Path.of("config/base/rbac.yaml")))
                .toList()) {
            Object object = yaml.unmarshal(document);
            if (object instanceof ClusterRole role) {
                add(shipped, role.getRules(), "*");
            } else if (object instanceof Role role) {
                add(shipped, role.getRules(), "own");
            }
        }

        assertThat(OperatorRights.in("own").stream()
                        .map(right -> (right.namespace() == null ? "*" : right.namespace()) + " " + right.text()))
                .containsExactlyInAnyOrderElementsOf(shipped);
    }

    private static void add(List<String> shipped, List<PolicyRule> rules, String namespace) {
        rules.forEach(rule -> rule.getResources().forEach(resource -> rule.getVerbs()
                .forEach(verb -> Stream.of(rule.getApiGroups().get(0))
                        .map(group -> new Right(group, resource, verb, null, "").text())
                        .forEach(text -> shipped.add(namespace + " " + text)))));
    }
}
