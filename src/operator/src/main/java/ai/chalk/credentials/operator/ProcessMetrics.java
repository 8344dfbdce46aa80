// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import ai.chalk.credentials.connection.ConnectionSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Metrics about this process and its settings. */
@Singleton
class ProcessMetrics implements GaugeSource {

    private final BooleanSupplier leads;
    private final Duration inventoryInterval;

    @Inject
    ProcessMetrics(Leadership leadership, ConnectionSettings settings) {
        this(leadership::isLeading, settings);
    }

    ProcessMetrics(BooleanSupplier leads, ConnectionSettings settings) {
        this.leads = leads;
        this.inventoryInterval = settings.inventoryInterval();
    }

    @Override
    public void addTo(Gauges gauges) {
        gauges.add(Metric.LEADER, Gauges.of(leads.getAsBoolean()));
        gauges.add(Metric.INVENTORY_INTERVAL, (double) inventoryInterval.toSeconds());
    }
}
