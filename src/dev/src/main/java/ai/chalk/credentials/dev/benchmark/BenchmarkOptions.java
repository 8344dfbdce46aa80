// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.benchmark;

import java.time.Duration;

/**
 * The options of the benchmark.
 *
 * @param count number of credentials, at least one
 * @param rest time of idling, at least a second
 */
record BenchmarkOptions(int count, Duration rest) {

    BenchmarkOptions {
        if (count < 1 || rest.toSeconds() < 1) {
            throw new IllegalArgumentException("--count and --rest must be at least 1");
        }
    }
}
