// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.storm;

/**
 * What a storm is to be.
 *
 * @param kills how often the operator dies, at least once
 * @param credentials at least one
 * @param seed of all that is left to chance; threads and processes make two storms of one seed alike, not equal
 */
public record StormOptions(int kills, int credentials, long seed) {

    public StormOptions {
        if (kills < 1 || credentials < 1) {
            throw new IllegalArgumentException("--kills and --credentials must be at least 1");
        }
    }
}
