// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import static java.util.stream.Collectors.groupingBy;

import ai.chalk.credentials.connection.ConnectionRegistry;
import ai.chalk.credentials.connection.InventoryFindings;
import ai.chalk.credentials.connection.InventoryFindings.Environment;
import ai.chalk.credentials.connection.InventoryFindings.Finding;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Metrics about the connections and about the tokens in Chalk behind them. A process that is not the leader exposes
 * none.
 */
@Singleton
class ConnectionMetrics implements GaugeSource {

    private final Supplier<Stream<ConnectionState>> connections;
    private final InventoryFindings findings;

    @Inject
    ConnectionMetrics(ConnectionRegistry connections, InventoryFindings findings) {
        this(connections::states, findings);
    }

    ConnectionMetrics(Supplier<Stream<ConnectionState>> connections, InventoryFindings findings) {
        this.connections = connections;
        this.findings = findings;
    }

    @Override
    public void addTo(Gauges gauges) {
        connections.get().forEach(state -> add(gauges, state));
        findings.failures().forEach((environment, count) -> add(gauges, Metric.INVENTORY_FAILURES, environment, count));
        var known = findings.all();
        known.forEach((environment, finding) -> add(gauges, Metric.INVENTORY_TIME, environment, (double)
                finding.listedAt().getEpochSecond()));
        known.entrySet().stream()
                .collect(groupingBy(entry -> entry.getKey().connection()))
                .forEach((key, all) -> addOrphans(
                        gauges, key, all.stream().map(Map.Entry::getValue).toList()));
    }

    private static void add(Gauges gauges, ConnectionState state) {
        var key = state.key();
        gauges.add(Metric.CONNECTION_READY, Gauges.of(state.ready()), key.kindName(), namespace(key), key.name());
        gauges.addIf(
                !state.ready(), Metric.CONNECTION_PROBLEM, key.kindName(), namespace(key), key.name(), state.reason());
    }

    private static void add(Gauges gauges, Metric metric, Environment environment, double value) {
        var key = environment.connection();
        gauges.add(metric, value, key.kindName(), namespace(key), key.name(), environment.environmentId());
    }

    /** A sum over some of the environments would look like a change. */
    private static void addOrphans(Gauges gauges, ConnectionKey key, List<Finding> found) {
        if (found.stream().allMatch(finding -> finding.orphans().isPresent())) {
            double sum = found.stream()
                    .mapToInt(finding -> finding.orphans().orElse(0))
                    .sum();
            gauges.add(Metric.ORPHANS, sum, key.kindName(), namespace(key), key.name());
        }
    }

    /** Prometheus drops an empty label. With honorLabels, it then adds no namespace label of its own. */
    private static String namespace(ConnectionKey key) {
        return key.namespace().orElse("");
    }
}
