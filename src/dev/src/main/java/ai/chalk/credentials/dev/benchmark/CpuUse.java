// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.benchmark;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The use of this machine's processors during a time span.
 *
 * @param seconds length of the span
 * @param available CPU seconds of all processors in the span
 * @param busy CPU seconds in which any process ran
 * @param processes CPU seconds of the measured processes, by name
 */
record CpuUse(double seconds, double available, double busy, Map<String, Double> processes) {

    double of(String process) {
        return processes.getOrDefault(process, 0.0);
    }

    /** The shares of the machine in use, as text for users. */
    String shares() {
        var named = processes.entrySet().stream()
                .map(process -> String.format(Locale.ROOT, "%s %.0f %%", process.getKey(), percent(process.getValue())))
                .collect(Collectors.joining(", "));
        double others = busy
                - processes.values().stream().mapToDouble(Double::doubleValue).sum();
        return String.format(
                Locale.ROOT,
                "%.0f %% busy: %s, all others %.0f %%",
                percent(busy),
                named,
                percent(Math.max(0, others)));
    }

    private double percent(double cpuSeconds) {
        return 100 * cpuSeconds / available;
    }
}
