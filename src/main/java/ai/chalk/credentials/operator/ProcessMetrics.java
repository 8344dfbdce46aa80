// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import ai.chalk.credentials.connection.ConnectionSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What this process is, and how it is set. */
@Singleton
class ProcessMetrics implements GaugeSource {

    private final Leadership leadership;
    private final Duration inventoryInterval;

    @Inject
    ProcessMetrics(Leadership leadership, ConnectionSettings settings) {
        this.leadership = leadership;
        this.inventoryInterval = settings.inventoryInterval();
    }

    @Override
    public void addTo(Gauges gauges) {
        gauges.add(Metric.LEADER, Gauges.of(leadership.isLeader()));
        gauges.add(Metric.INVENTORY_INTERVAL, (double) inventoryInterval.toSeconds());
    }
}
