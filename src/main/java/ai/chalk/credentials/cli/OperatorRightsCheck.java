// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.kubernetes.Names;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the operator's service account has the rights that it is shipped with. */
record OperatorRightsCheck(KubernetesClient client, String namespace) implements Check {

    @Override
    public String name() {
        return "operator's rights";
    }

    private String account() {
        return "system:serviceaccount:" + namespace + ":" + Names.OPERATOR;
    }

    @Override
    public List<Finding> run() {
        var missing = OperatorRights.in(namespace).stream()
                .filter(right -> !isAllowed(right))
                .map(Right::text)
                .collect(Collectors.joining(", "));
        return List.of(
                missing.isEmpty()
                        ? Finding.ok(name(), account() + " may do all that the operator needs")
                        : Finding.broken(
                                name(),
                                account() + " may not " + missing,
                                "apply the release's rbac.yaml again; where it watches some namespaces only, this is meant"));
    }

    private boolean isAllowed(Right right) {
        var review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(account())
                .withGroups("system:serviceaccounts", "system:serviceaccounts:" + namespace, "system:authenticated")
                .withResourceAttributes(right.attributes())
                .endSpec()
                .build();
        var answer = client.authorization().v1().subjectAccessReview().create(review);
        return answer.getStatus() != null
                && Boolean.TRUE.equals(answer.getStatus().getAllowed());
    }
}
