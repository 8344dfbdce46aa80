// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.common;

import java.time.Duration;

/** Spreads a fleet over time without chance, so that every pass and every process computes the same instant. */
public final class Spread {

    private Spread() {}

    /** An offset in [0, width), whole seconds, that depends on nothing but {@code seed}. */
    public static Duration offset(String seed, Duration width) {
        return width.toSeconds() <= 0
                ? Duration.ZERO
                : Duration.ofSeconds(Long.remainderUnsigned(Fingerprint.number(seed), width.toSeconds()));
    }
}
