// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the benchmark is asked to do.
 *
 * @param count how many credentials
 * @param rest how long nothing is to happen
 */
record BenchmarkOptions(int count, Duration rest) {

    private static final Map<String, Integer> DEFAULTS = Map.of("--count", 1000, "--rest", 300);

    /** Empty when the arguments cannot be understood. */
    static Optional<BenchmarkOptions> parse(List<String> arguments) {
        var numbers = new TreeMap<>(DEFAULTS);
        if (arguments.size() % 2 != 0) {
            return Optional.empty();
        }
        for (int i = 0; i < arguments.size(); i += 2) {
            var value = arguments.get(i + 1);
            if (!DEFAULTS.containsKey(arguments.get(i)) || !value.matches("[1-9]\\d{0,5}")) {
                return Optional.empty();
            }
            numbers.put(arguments.get(i), Integer.valueOf(value));
        }
        return Optional.of(new BenchmarkOptions(
                numbers.getOrDefault("--count", 0), Duration.ofSeconds(numbers.getOrDefault("--rest", 0))));
    }
}
