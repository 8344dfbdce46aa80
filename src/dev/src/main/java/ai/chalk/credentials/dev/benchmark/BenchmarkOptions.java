// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.benchmark;

import java.time.Duration;

/**
 * What the benchmark is asked to do.
 *
 * @param count how many credentials, at least one
 * @param rest how long nothing is to happen, at least a second
 */
record BenchmarkOptions(int count, Duration rest) {

    BenchmarkOptions {
        if (count < 1 || rest.toSeconds() < 1) {
            throw new IllegalArgumentException("--count and --rest must be at least 1");
        }
    }
}
