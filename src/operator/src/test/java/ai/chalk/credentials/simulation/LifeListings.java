// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Which tokens Chalk's listings have shown to one process, and which existing ones they have lacked. */
final class LifeListings {

    private static final Duration BELIEVED = Duration.ofMinutes(1);

    private final LifeProcess process;
    private final LifeWorld world;
    private final Map<String, Long> moments = new HashMap<>();
    private final Map<String, Instant> lackedFirst = new HashMap<>();
    private final Map<String, Instant> lackedLast = new HashMap<>();

    LifeListings(LifeProcess process, LifeWorld world) {
        this.process = process;
        this.world = world;
    }

    /** Notes that a listing of that environment is being answered. */
    void begin(String environmentId) {
        moments.put(environmentId, world.happened());
    }

    /** Notes whether the latest listing, requested at that time, shows a valid token of its environment. */
    void show(LifeTokens.Token token, boolean there, Instant askedAt) {
        if (there) {
            lackedLast.remove(token.id);
        } else {
            lackedLast.put(token.id, askedAt);
            lackedFirst.putIfAbsent(token.id, askedAt);
        }
    }

    /**
     * Whether a listing was read in the present reconciliation that is stale or was requested before the token existed.
     */
    boolean cannotShow(LifeTokens.Token token) {
        long moment = moments.getOrDefault(token.environmentId, 0L);
        return !process.beganAfter(moment) && (lackedLast.containsKey(token.id) || token.createdAt > moment);
    }

    /** Whether the latest listing and one at least a minute earlier lack the token. */
    boolean lackedTwice(LifeTokens.Token token) {
        return Optional.ofNullable(lackedLast.get(token.id))
                .filter(last -> !last.isBefore(
                        Objects.requireNonNull(lackedFirst.get(token.id)).plus(BELIEVED)))
                .isPresent();
    }
}
