// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.kubernetes.Names;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.stream.Collectors;

/** What the caller may not do of that which the plugin's commands need. */
record CallerRightsCheck(KubernetesClient client, String namespace, String operatorNamespace) implements Check {

    private static final String CREDENTIALS = "chalkservicecredentials";

    @Override
    public String name() {
        return "your rights";
    }

    private List<Right> rights() {
        return List.of(
                new Right(Names.DOMAIN, CREDENTIALS, "get", namespace, "status, plan, history"),
                new Right(Names.DOMAIN, CREDENTIALS, "list", namespace, "status without a name"),
                new Right(Names.DOMAIN, CREDENTIALS, "patch", namespace, "rotate, revoke"),
                new Right(Names.DOMAIN, CREDENTIALS, "watch", namespace, "--wait"),
                new Right(Names.DOMAIN, CREDENTIALS, "update", namespace, "plan -f of one that exists"),
                new Right(Names.DOMAIN, CREDENTIALS, "create", namespace, "plan -f of a new one"),
                new Right(Names.DOMAIN, "clusterchalkconnections", "get", null, "policies in a plan"),
                new Right(Names.DOMAIN, "chalkconnections", "get", namespace, "policies in a plan"),
                new Right("", "namespaces", "get", namespace, "policies in a plan"),
                new Right("", "pods", "list", namespace, "who uses what revoke would revoke"),
                new Right("events.k8s.io", "events", "watch", namespace, "events while waiting"),
                new Right("apps", "deployments", "list", operatorNamespace, "the operator's settings"));
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
                "ask for them if you need these commands"));
    }

    private boolean isAllowed(Right right) {
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
