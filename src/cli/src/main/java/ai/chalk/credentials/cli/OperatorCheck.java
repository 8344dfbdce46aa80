// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.kubernetes.WellKnownNames;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the operator is running, by the Lease that it renews and by its Deployment. */
record OperatorCheck(KubernetesClient client, String namespace, Instant now) implements DoctorCheck {

    private static final int DEFAULT_LEASE_SECONDS = 15;

    @Override
    public String name() {
        return "operator";
    }

    @Override
    public List<Finding> run() {
        var lease = lease(client, namespace).map(this::renewed);
        var deployment = OperatorDeployment.find(client, namespace)
                .map(OperatorDeployment::object)
                .map(this::replicas);
        var found = Stream.concat(lease.stream(), deployment.stream()).toList();
        return found.isEmpty()
                ? List.of(
                        Finding.warning(
                                name(),
                                "found no Lease " + WellKnownNames.OPERATOR
                                        + " and no Deployment of the operator in namespace " + namespace,
                                "specify its namespace with --operator-namespace; if it runs outside the cluster, check its log"))
                : found;
    }

    static Optional<Lease> lease(KubernetesClient client, String namespace) {
        return Optional.ofNullable(client.leases()
                .inNamespace(namespace)
                .withName(WellKnownNames.OPERATOR)
                .get());
    }

    private Finding renewed(Lease lease) {
        var spec = lease.getSpec();
        var time = spec.getRenewTime();
        var holder = Objects.requireNonNullElse(spec.getHolderIdentity(), "");
        if (time == null || holder.isEmpty()) {
            return Finding.broken(
                    name(),
                    "no process leads: Lease " + WellKnownNames.OPERATOR + " has no holder",
                    "check the operator's pods and their logs");
        }
        var age = Duration.between(time.toInstant(), now);
        var limit =
                Duration.ofSeconds(Objects.requireNonNullElse(spec.getLeaseDurationSeconds(), DEFAULT_LEASE_SECONDS));
        return age.compareTo(limit) <= 0
                ? Finding.ok(
                        name(), holder + " leads, and renewed its Lease " + TimeText.relative(time.toInstant(), now))
                : Finding.broken(
                        name(),
                        holder + " has not renewed its Lease for " + TimeText.span(age),
                        "check the operator's pods in namespace " + namespace + " and their logs");
    }

    private Finding replicas(Deployment deployment) {
        var status = deployment.getStatus();
        int available = status == null ? 0 : Objects.requireNonNullElse(status.getAvailableReplicas(), 0);
        int wanted = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        var message = "Deployment " + namespace + "/" + deployment.getMetadata().getName() + " has " + available
                + " of " + wanted + " replicas available";
        return available > 0
                ? Finding.ok(name(), message)
                : Finding.broken(
                        name(),
                        message,
                        "kubectl describe deployment "
                                + deployment.getMetadata().getName() + " -n " + namespace);
    }
}
