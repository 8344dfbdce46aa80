// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.kubernetes.WellKnownNames;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.stream.Collectors;

/** Which rights for the plugin's commands the caller lacks. */
record CallerRightsCheck(KubernetesClient client, String namespace, String operatorNamespace) implements DoctorCheck {

    private static final String CREDENTIALS = "chalkservicecredentials";

    @Override
    public String name() {
        return "your rights";
    }

    private List<AccessRight> rights() {
        return List.of(
                new AccessRight(WellKnownNames.DOMAIN, CREDENTIALS, "get", namespace, "status, plan, history"),
                new AccessRight(WellKnownNames.DOMAIN, CREDENTIALS, "list", namespace, "status without a name"),
                new AccessRight(WellKnownNames.DOMAIN, CREDENTIALS, "patch", namespace, "rotate, revoke"),
                new AccessRight(WellKnownNames.DOMAIN, CREDENTIALS, "watch", namespace, "--wait"),
                new AccessRight(
                        WellKnownNames.DOMAIN, CREDENTIALS, "update", namespace, "plan -f of an existing credential"),
                new AccessRight(WellKnownNames.DOMAIN, CREDENTIALS, "create", namespace, "plan -f of a new credential"),
                new AccessRight(WellKnownNames.DOMAIN, "clusterchalkconnections", "get", null, "policies in a plan"),
                new AccessRight(WellKnownNames.DOMAIN, "chalkconnections", "get", namespace, "policies in a plan"),
                new AccessRight("", "namespaces", "get", namespace, "policies in a plan"),
                new AccessRight("", "pods", "list", namespace, "containers that revoke affects"),
                new AccessRight("events.k8s.io", "events", "watch", namespace, "progress of --wait"),
                new AccessRight("apps", "deployments", "list", operatorNamespace, "the operator's settings"));
    }

    @Override
    public List<Finding> run() {
        var missing = rights().stream().filter(right -> !isAllowed(right)).toList();
        if (missing.isEmpty()) {
            return List.of(Finding.ok(name(), "you may use every command in namespace " + namespace));
        }
        var text = missing.stream()
                .map(right -> right.text() + " (for " + right.why() + ")")
                .collect(Collectors.joining(", "));
        return List.of(Finding.warning(
                name(),
                "in namespace " + namespace + " you may not " + text,
                "request these rights if you need the commands"));
    }

    private boolean isAllowed(AccessRight right) {
        var review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withResourceAttributes(right.attributes())
                .endSpec()
                .build();
        var answer = client.authorization().v1().selfSubjectAccessReview().create(review);
        return answer.getStatus() != null
                && Boolean.TRUE.equals(answer.getStatus().getAllowed());
    }
}
