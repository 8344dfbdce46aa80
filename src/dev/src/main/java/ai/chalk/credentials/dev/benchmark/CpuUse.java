// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.benchmark;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was used of this machine's processors during a span of time.
 *
 * @param seconds how long the span was
 * @param available CPU seconds that all processors together had in it
 * @param busy those in which any process ran, whoever's
 * @param processes CPU seconds of the processes that were looked at, by name
 */
record CpuUse(double seconds, double available, double busy, Map<String, Double> processes) {

    double of(String process) {
        return processes.getOrDefault(process, 0.0);
    }

    /** For people: how much of the machine was in use, and by whom. */
    String shares() {
        var named = processes.entrySet().stream()
                .map(process -> String.format(Locale.ROOT, "%s %.0f %%", process.getKey(), percent(process.getValue())))
                .collect(Collectors.joining(", "));
        double others = busy
                - processes.values().stream().mapToDouble(Double::doubleValue).sum();
        return String.format(
                Locale.ROOT, "%.0f %% busy: %s, all else %.0f %%", percent(busy), named, percent(Math.max(0, others)));
    }

    private double percent(double cpuSeconds) {
        return 100 * cpuSeconds / available;
    }
}
