// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.kubernetes.WellKnownNames;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the API server responds, and serves the operator's kinds in the version that this plugin uses. */
record ApiCheck(KubernetesClient client) implements DoctorCheck {

    private static final String VERSION = WellKnownNames.DOMAIN + "/v1alpha1";
    private static final List<String> KINDS =
            List.of("ChalkConnection", "ChalkRevocation", "ChalkServiceCredential", "ClusterChalkConnection");

    @Override
    public String name() {
        return "api";
    }

    @Override
    public List<Finding> run() {
        var version = client.getKubernetesVersion().getGitVersion();
        var found = Finding.ok(name(), "API server " + version + " at " + client.getMasterUrl());
        return List.of(found, kinds());
    }

    private Finding kinds() {
        var served = Optional.ofNullable(client.getApiResources(VERSION)).stream()
                .flatMap(list -> list.getResources().stream())
                .map(APIResource::getKind)
                .collect(Collectors.toSet());
        var missing = new TreeSet<>(KINDS);
        missing.removeAll(served);
        return missing.isEmpty()
                ? Finding.ok(name(), VERSION + " is served with its " + KINDS.size() + " kinds")
                : Finding.broken(
                        name(),
                        VERSION + " lacks " + String.join(", ", missing),
                        "install the CRDs of the operator's release: kubectl apply --server-side -f crds");
    }
}
