// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What Chalk's listings have shown to one process, and what they have not although it was there. */
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

    /** A listing of that environment is answered now. */
    void begin(String environmentId) {
        moments.put(environmentId, world.happened());
    }

    /** Whether the latest listing, asked for at that time, shows a living token of its environment. */
    void show(LifeTokens.Token token, boolean there, Instant askedAt) {
        if (there) {
            lackedLast.remove(token.id);
        } else {
            lackedLast.put(token.id, askedAt);
            lackedFirst.putIfAbsent(token.id, askedAt);
        }
    }

    /** Whether a listing of the present pass was asked for, and is a stale one or came before the token. */
    boolean cannotShow(LifeTokens.Token token) {
        long moment = moments.getOrDefault(token.environmentId, 0L);
        return !process.beganAfter(moment) && (lackedLast.containsKey(token.id) || token.createdAt > moment);
    }

    /** Whether the latest listing lacks it, and an earlier one did, long enough ago. */
    boolean lackedTwice(LifeTokens.Token token) {
        return Optional.ofNullable(lackedLast.get(token.id))
                .filter(last -> !last.isBefore(
                        Objects.requireNonNull(lackedFirst.get(token.id)).plus(BELIEVED)))
                .isPresent();
    }
}
