// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the operator's service account has the rights that it needs as it is installed. */
record OperatorRightsCheck(KubernetesClient client, String namespace) implements Check {

    @Override
    public String name() {
        return "operator's rights";
    }

    @Override
    public List<Finding> run() {
        var deployment = OperatorDeployment.find(client, namespace);
        var installation = OperatorInstallation.of(namespace, deployment);
        var findings = new ArrayList<Finding>();
        findings.add(required(installation, deployment.isPresent()));
        optional(installation).ifPresent(findings::add);
        return findings;
    }

    private Finding required(OperatorInstallation installation, boolean found) {
        var missing = missing(installation, OperatorRights.required(installation))
                .map(Right::textWithPlace)
                .collect(Collectors.joining(", "));
        if (missing.isEmpty()) {
            return Finding.ok(name(), installation.user() + " may do all that the operator needs");
        }
        return found
                ? Finding.broken(
                        name(),
                        installation.user() + " may not " + missing,
                        "apply the roles of its release again, with the values that it was installed with")
                : Finding.warning(
                        name(),
                        "there is no Deployment of the operator to tell its service account, and " + installation.user()
                                + " may not " + missing,
                        "name its namespace with --operator-namespace");
    }

    /** What somebody may have left out on purpose. */
    private Optional<Finding> optional(OperatorInstallation installation) {
        var missing = missing(installation, OperatorRights.optional(installation))
                .collect(Collectors.groupingBy(
                        Right::why, TreeMap::new, Collectors.mapping(Right::textWithPlace, Collectors.joining(", "))));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        name(),
                        installation.user() + " may not "
                                + missing.entrySet().stream()
                                        .map(entry -> entry.getValue() + " (for " + entry.getKey() + ")")
                                        .collect(Collectors.joining(", ")),
                        "nothing, if its values leave them out on purpose"));
    }

    private Stream<Right> missing(OperatorInstallation installation, List<Right> rights) {
        return rights.stream().filter(right -> !isAllowed(installation, right));
    }

    private boolean isAllowed(OperatorInstallation installation, Right right) {
        var review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(installation.user())
                .withGroups("system:serviceaccounts", "system:serviceaccounts:" + namespace, "system:authenticated")
                .withResourceAttributes(right.attributes())
                .endSpec()
                .build();
        var answer = client.authorization().v1().subjectAccessReview().create(review);
        return answer.getStatus() != null
                && Boolean.TRUE.equals(answer.getStatus().getAllowed());
    }
}
