// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.chalk.ChalkFailureKind;
import ai.chalk.credentials.connection.ConnectionSettings;
import ai.chalk.credentials.connection.InventoryFindings;
import ai.chalk.credentials.decision.IssueReason;
import ai.chalk.credentials.decision.Outcome;
import ai.chalk.credentials.kubernetes.LenientJson;
import ai.chalk.credentials.policy.ConnectionState;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The metrics of objects that a test provides, as Prometheus scrapes them, through the registry that Quarkus uses. */
@SuppressWarnings("deprecation")
final class ExposedMetrics {

    private static final KubernetesSerialization YAML =
            new KubernetesSerialization(LenientJson.configure(new ObjectMapper()), true);

    final List<ConnectionState> connections = new ArrayList<>();
    final InventoryFindings findings = new InventoryFindings();
    final IssueMetrics issues;
    final CallMetrics calls;
    private final List<ChalkServiceCredential> credentials = new ArrayList<>();
    private final List<ChalkRevocation> revocations = new ArrayList<>();
    private final PrometheusMeterRegistry registry;
    boolean leads = true;

    ExposedMetrics() {
        var collectors = new CollectorRegistry(true);
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, collectors, Clock.SYSTEM);
        issues = new IssueMetrics(registry);
        calls = new CallMetrics(registry);
        var settings = new ConnectionSettings(List.of(), true, Duration.ofMinutes(5));
        collectors.register(new StateMetrics(List.of(
                new CredentialMetrics(credentials::stream),
                new ConnectionMetrics(connections::stream, findings),
                new RevocationMetrics(revocations::stream),
                new ProcessMetrics(() -> leads, settings))));
    }

    /** Adds metrics that exist only after something was counted. */
    ExposedMetrics afterSomething() {
        issues.attempted(IssueReason.INITIAL, new Outcome.Published());
        calls.ended("CreateServiceToken", Optional.of(ChalkFailureKind.THROTTLED), Duration.ofMillis(30));
        return this;
    }

    ExposedMetrics credential(String status) {
        credentials.add(YAML.unmarshal(
                "kind: ChalkServiceCredential\napiVersion: credentials.chalk.ai/v1alpha1\n"
                        + "metadata: {namespace: fraud, name: scorer}\n" + status,
                ChalkServiceCredential.class));
        return this;
    }

    ExposedMetrics revocation(String name, String status) {
        revocations.add(YAML.unmarshal(
                "kind: ChalkRevocation\napiVersion: credentials.chalk.ai/v1alpha1\n"
                        + "metadata: {namespace: chalk-system, name: " + name + "}\n" + status,
                ChalkRevocation.class));
        return this;
    }

    void forgetAll() {
        credentials.clear();
        connections.clear();
        revocations.clear();
    }

    /** The lines of the page without comments. */
    List<String> series() {
        return page().filter(line -> !line.startsWith("#")).toList();
    }

    Stream<String> page() {
        return registry.scrape().lines();
    }
}
