// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.decision.Obstacle;
import ai.chalk.credentials.decision.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * Why a record cannot be deleted yet.
 *
 * @param obstacle reason, message, and whether a retry can succeed
 * @param atLeast minimum wait before the next attempt
 */
record RevocationObstacle(Obstacle obstacle, Optional<Duration> atLeast) {

    static RevocationObstacle of(Obstacle obstacle) {
        return new RevocationObstacle(obstacle, Optional.empty());
    }

    /** A step of the revocation failed. */
    static RevocationObstacle of(Outcome.Failed failed) {
        var reason = failed.reason();
        return new RevocationObstacle(new Obstacle(reason, failed.message(), reason.isPassing()), failed.retryAfter());
    }

    static RevocationObstacle lasting(RevocationReason reason, String message) {
        return of(Obstacle.lasting(reason, message));
    }

    static RevocationObstacle passing(RevocationReason reason, String message) {
        return of(Obstacle.passing(reason, message));
    }

    RevocationObstacle waiting(Duration wait) {
        return new RevocationObstacle(obstacle, Optional.of(wait));
    }
}
