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

/** Whether the operator's service account has the rights that its installation needs. */
record OperatorRightsCheck(KubernetesClient client, String namespace) implements DoctorCheck {

    @Override
    public String name() {
        return "operator's rights";
    }

    @Override
    public List<Finding> run() {
        var deployment = OperatorDeployment.find(client, namespace);
        var installation = OperatorInstallation.of(namespace, deployment);
        var missing = missing(installation, OperatorRights.required(installation));
        if (!missing.isEmpty() && deployment.isEmpty()) {
            return List.of(notInstalled());
        }
        var findings = new ArrayList<Finding>();
        findings.add(required(installation, missing));
        optional(installation).ifPresent(findings::add);
        return findings;
    }

    /** Without an operator in the namespace, missing rights are no problem. */
    private Finding notInstalled() {
        return Finding.warning(
                name(),
                "not checked: found no Deployment of the operator in namespace " + namespace,
                "specify its namespace with --operator-namespace, or install it; ignore this if it runs outside the cluster");
    }

    private Finding required(OperatorInstallation installation, List<AccessRight> missing) {
        return missing.isEmpty()
                ? Finding.ok(name(), installation.user() + " has all rights that the operator needs")
                : Finding.broken(
                                name(),
                                installation.user() + " may not " + RightsText.of(missing),
                                "apply the roles of its release again, with the values of the installation")
                        .lacking(missing);
    }

    /** Rights that the installation may leave out on purpose. */
    private Optional<Finding> optional(OperatorInstallation installation) {
        var missing = missing(installation, OperatorRights.optional(installation));
        var byPurpose =
                missing.stream().collect(Collectors.groupingBy(AccessRight::why, TreeMap::new, Collectors.toList()));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                                name(),
                                installation.user() + " may not "
                                        + byPurpose.entrySet().stream()
                                                .map(entry -> RightsText.of(entry.getValue()) + " (for "
                                                        + entry.getKey() + ")")
                                                .collect(Collectors.joining(", ")),
                                "ignore this if the installation leaves them out on purpose")
                        .lacking(missing));
    }

    private List<AccessRight> missing(OperatorInstallation installation, List<AccessRight> rights) {
        return rights.stream().filter(right -> !isAllowed(installation, right)).toList();
    }

    private boolean isAllowed(OperatorInstallation installation, AccessRight right) {
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
