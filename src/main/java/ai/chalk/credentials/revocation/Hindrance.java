// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.credential.decision.Obstacle;
import ai.chalk.credentials.credential.decision.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * Why a record cannot go yet.
 *
 * @param obstacle reason, message, and whether it passes by itself
 * @param atLeast how long it is waited for in any case
 */
record Hindrance(Obstacle obstacle, Optional<Duration> atLeast) {

    static Hindrance of(Obstacle obstacle) {
        return new Hindrance(obstacle, Optional.empty());
    }

    /** A step towards the revocation failed. */
    static Hindrance of(Outcome.Failed failed) {
        var reason = failed.reason();
        return new Hindrance(new Obstacle(reason.word(), failed.message(), reason.isPassing()), failed.retryAfter());
    }

    static Hindrance lasting(RevocationReason reason, String message) {
        return of(Obstacle.lasting(reason.word(), message));
    }

    static Hindrance passing(RevocationReason reason, String message) {
        return of(Obstacle.passing(reason.word(), message));
    }

    Hindrance waiting(Duration wait) {
        return new Hindrance(obstacle, Optional.of(wait));
    }
}
