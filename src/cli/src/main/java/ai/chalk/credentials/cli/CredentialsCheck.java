// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Which credentials need action. */
record CredentialsCheck(ClusterClient cluster, Optional<String> namespace) implements DoctorCheck {

    @Override
    public String name() {
        return "credentials";
    }

    @Override
    public List<Finding> run() {
        var all = namespace.map(cluster::credentials).orElseGet(cluster::credentials);
        var found = all.stream().flatMap(this::check).toList();
        var where = namespace.map(name -> "in namespace " + name).orElse("in the cluster");
        return found.isEmpty()
                ? List.of(Finding.ok(
                        name(), "all " + all.size() + " credentials " + where + " are Ready and need no action"))
                : found;
    }

    private Stream<Finding> check(ChalkServiceCredential credential) {
        var view = CredentialReader.view(credential);
        var label = view.namespace() + "/" + view.name();
        var observed = CredentialReader.status(credential).observedGeneration();
        if (!Objects.equals(observed, credential.getMetadata().getGeneration())) {
            return Stream.of(Finding.warning(
                    name(),
                    label + " has an edit that the operator has not observed",
                    "if this persists, check that the operator is running"));
        }
        var unready = view.isReady() || view.has("Stalled")
                ? Stream.<Finding>empty()
                : Stream.of(Finding.broken(
                        name(), label + " is not ready: " + view.reason() + ": " + view.message(), status(view)));
        var warnings = view.warnings().stream()
                .filter(warning -> !warning.type().equals("Reconciling"))
                .map(warning -> finding(view, label, warning));
        return Stream.concat(unready, warnings);
    }

    private Finding finding(CredentialView view, String label, CredentialView.WarningPart warning) {
        boolean broken = warning.type().equals("Stalled") || warning.type().equals("RotationOverdue");
        var message = label + ": " + warning.type() + " (" + warning.reason() + "): " + warning.message();
        return broken ? Finding.broken(name(), message, status(view)) : Finding.warning(name(), message, status(view));
    }

    private static String status(CredentialView view) {
        return "kubectl chalk status " + view.name() + " -n " + view.namespace();
    }
}
