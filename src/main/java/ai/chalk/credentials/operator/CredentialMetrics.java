// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.credential.Passes;
import ai.chalk.credentials.credential.decision.Lists;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.GaugeMetricFamily;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What each credential's status says, read from the cache while the metrics are fetched: a credential that is gone leaves no
 * series behind, and one that recovered is never shown as it was. Only whoever leads tells, so that nothing is counted twice.
 */
@Singleton
class CredentialMetrics extends Collector {

    private static final List<String> LABELS = List.of("namespace", "name");

    private static final List<Gauge> GAUGES = List.of(
            new Gauge("chalk_credential_ready", "1 if the Secret holds a usable token.", condition("Ready")),
            new Gauge(
                    "chalk_credential_rotation_overdue",
                    "1 if a rotation is due and is not carried out.",
                    condition("RotationOverdue")),
            new Gauge("chalk_credential_stalled", "1 if somebody must act.", condition("Stalled")),
            new Gauge(
                    "chalk_credential_revocation_blocking_containers",
                    "Containers that a revocation waits for.",
                    status -> Optional.of(Lists.of(status.retiring()).stream()
                            .map(RetiringToken::blockedByCount)
                            .mapToDouble(count -> count == null ? 0 : count)
                            .sum())),
            new Gauge(
                    "chalk_credential_retiring_tokens",
                    "Predecessors that are still valid.",
                    status -> Optional.of((double) Lists.of(status.retiring()).size())),
            new Gauge(
                    "chalk_credential_next_rotation_timestamp_seconds",
                    "When the next rotation is due; absent where none is planned.",
                    status -> Optional.ofNullable(status.nextRotationTime()).map(CredentialMetrics::seconds)),
            new Gauge(
                    "chalk_credential_last_rotation_timestamp_seconds",
                    "When the Secret was written last.",
                    status -> Optional.ofNullable(status.lastRotationTime())
                            .map(time -> (double) time.getEpochSecond())));

    private final Passes passes;
    private final Leadership leadership;

    CredentialMetrics(Passes passes, Leadership leadership) {
        this.passes = passes;
        this.leadership = leadership;
    }

    void register(@Observes StartupEvent start, CollectorRegistry registry) {
        registry.register(this);
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return GAUGES.stream().map(this::family).toList();
    }

    private MetricFamilySamples family(Gauge gauge) {
        var family = new GaugeMetricFamily(gauge.metric(), gauge.help(), LABELS);
        if (leadership.isLeading()) {
            passes.sources().credentials().forEach(credential -> add(family, gauge, credential));
        }
        return family;
    }

    private static void add(GaugeMetricFamily family, Gauge gauge, ChalkServiceCredential credential) {
        var metadata = credential.getMetadata();
        Optional.ofNullable(credential.getStatus())
                .flatMap(gauge.value())
                .ifPresent(value -> family.addMetric(List.of(metadata.getNamespace(), metadata.getName()), value));
    }

    /** One series of each credential; a value that is empty is left out. */
    private record Gauge(String metric, String help, Function<ChalkServiceCredentialStatus, Optional<Double>> value) {}

    private static Function<ChalkServiceCredentialStatus, Optional<Double>> condition(String type) {
        return status -> Optional.of(
                Lists.of(status.conditions()).stream()
                                .anyMatch(condition ->
                                        condition.type().equals(type) && condition.status() == ConditionStatus.TRUE)
                        ? 1.0
                        : 0.0);
    }

    private static double seconds(String time) {
        return Instant.parse(time).getEpochSecond();
    }
}
