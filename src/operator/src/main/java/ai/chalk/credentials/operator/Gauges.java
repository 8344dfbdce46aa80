// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.GaugeMetricFamily;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The values of all gauges at one time. */
final class Gauges {

    private final Map<Metric, GaugeMetricFamily> families = new EnumMap<>(Metric.class);

    Gauges() {
        Metric.gauges()
                .forEach(metric -> families.put(
                        metric,
                        new GaugeMetricFamily(
                                metric.exposedName(),
                                metric.help(),
                                metric.labels().stream().map(MetricLabel::word).toList())));
    }

    /** Adds one time series. The labels are in the order of the metric's labels. */
    void add(Metric metric, double value, String... labels) {
        Objects.requireNonNull(families.get(metric)).addMetric(List.of(labels), value);
    }

    void addIf(boolean isThere, Metric metric, String... labels) {
        if (isThere) {
            add(metric, 1, labels);
        }
    }

    List<MetricFamilySamples> toList() {
        return List.copyOf(families.values());
    }

    /** Converts a boolean to 1 or 0. */
    static double of(boolean yes) {
        return yes ? 1 : 0;
    }
}
