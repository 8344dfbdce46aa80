// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/** Which tokens of deleted credentials are not revoked yet. */
record RevocationsCheck(KubernetesClient client, String namespace) implements DoctorCheck {

    @Override
    public String name() {
        return "revocations";
    }

    @Override
    public List<Finding> run() {
        var open = client.resources(ChalkRevocation.class)
                .inNamespace(namespace)
                .list()
                .getItems();
        return open.isEmpty()
                ? List.of(Finding.ok(name(), "no token of a deleted credential is waiting to be revoked"))
                : open.stream().map(this::check).toList();
    }

    private Finding check(ChalkRevocation revocation) {
        var origin = revocation.getSpec().origin();
        var label = "ChalkRevocation " + revocation.getMetadata().getName() + " of " + origin.namespace() + "/"
                + origin.name();
        var conditions = Optional.ofNullable(revocation.getStatus())
                .map(ChalkRevocationStatus::conditions)
                .orElse(List.of());
        return find(conditions, "Stalled")
                .map(stalled -> Finding.broken(
                        name(),
                        label + " is stalled: " + stalled.reason() + ": " + stalled.message(),
                        "fix the cause, or revoke the token in Chalk by hand and delete the ChalkRevocation"))
                .orElseGet(() -> Finding.warning(
                        name(),
                        label + " is open"
                                + find(conditions, "Ready")
                                        .map(ready -> ": " + ready.reason())
                                        .orElse(""),
                        "wait: the operator retries"));
    }

    private static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }
}
