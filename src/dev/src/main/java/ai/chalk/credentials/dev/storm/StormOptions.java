// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.storm;

/**
 * The options of a storm.
 *
 * @param kills how often the operator is killed, at least once
 * @param credentials at least one
 * @param seed of all random choices; because of threads and processes, two storms with the same seed are similar, not
 * equal
 */
public record StormOptions(int kills, int credentials, long seed) {

    public StormOptions {
        if (kills < 1 || credentials < 1) {
            throw new IllegalArgumentException("--kills and --credentials must be at least 1");
        }
    }
}
