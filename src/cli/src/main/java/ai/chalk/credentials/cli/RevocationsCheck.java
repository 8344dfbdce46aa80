// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/** Tokens of deleted credentials that are still to be revoked. */
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
                ? List.of(Finding.ok(name(), "no token of a deleted credential is still to be revoked"))
                : open.stream().map(this::look).toList();
    }

    private Finding look(ChalkRevocation record) {
        var origin = record.getSpec().origin();
        var label = "ChalkRevocation " + record.getMetadata().getName() + ", of " + origin.namespace() + "/"
                + origin.name();
        var conditions = Optional.ofNullable(record.getStatus())
                .map(ChalkRevocationStatus::conditions)
                .orElse(List.of());
        return find(conditions, "Stalled")
                .map(stalled -> Finding.broken(
                        name(),
                        label + ", is stalled: " + stalled.reason() + ": " + stalled.message(),
                        "revoke it in Chalk by hand and delete the record, or remove what is in the way"))
                .orElseGet(() -> Finding.warning(
                        name(),
                        label + ", is open"
                                + find(conditions, "Ready")
                                        .map(ready -> ": " + ready.reason())
                                        .orElse(""),
                        "wait: it is tried again by itself"));
    }

    private static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }
}
