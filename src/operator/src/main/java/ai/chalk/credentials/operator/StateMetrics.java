// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The present state, read from the caches during a scrape. A deleted object leaves no time series, and a recovered one
 * is never shown in its former state.
 */
@Singleton
class StateMetrics extends Collector {

    private final List<GaugeSource> sources;

    @Inject
    StateMetrics(
            CredentialMetrics credentials,
            ConnectionMetrics connections,
            RevocationMetrics revocations,
            ProcessMetrics process) {
        this(List.of(credentials, connections, revocations, process));
    }

    StateMetrics(List<GaugeSource> sources) {
        this.sources = List.copyOf(sources);
    }

    void register(@Observes StartupEvent start, CollectorRegistry registry) {
        registry.register(this);
    }

    @Override
    public List<MetricFamilySamples> collect() {
        var gauges = new Gauges();
        sources.forEach(source -> source.addTo(gauges));
        return gauges.toList();
    }
}
