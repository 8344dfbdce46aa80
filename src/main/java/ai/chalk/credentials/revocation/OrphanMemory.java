// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.chalk.ServiceToken;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What this process remembers of one environment from one listing to the next. While nothing changes there, nobody is asked
 * who holds what. Used by the passes of one connection, one after the other.
 */
final class OrphanMemory {

    private final Map<String, Instant> firstSeen = new HashMap<>();
    private Map<String, OrphanFate> suspects = Map.of();
    private Set<String> orphans = Set.of();
    private boolean unfinished;
    private int looks;

    boolean isFirstLook() {
        return looks == 0;
    }

    /** Notes that these are there now, and forgets those that are not. */
    void see(List<ServiceToken> tokens, Instant now) {
        firstSeen.keySet().retainAll(tokens.stream().map(ServiceToken::id).collect(Collectors.toSet()));
        tokens.forEach(token -> firstSeen.putIfAbsent(token.id(), now));
    }

    Instant firstSeen(ServiceToken token, Instant now) {
        return firstSeen.getOrDefault(token.id(), now);
    }

    /** Whether what was found last cannot be the answer again. */
    boolean isOutdated(Map<String, OrphanFate> seen) {
        return unfinished || !seen.equals(suspects);
    }

    int orphans() {
        return orphans.size();
    }

    /** Ends a look that found the same as the one before. */
    void repeat() {
        looks++;
    }

    /**
     * Ends a look.
     *
     * @param left ids of the orphans that are still there
     * @param due whether some of them are to be revoked, so that the next look must not rely on this one
     */
    void conclude(Map<String, OrphanFate> seen, Set<String> left, boolean due) {
        suspects = Map.copyOf(seen);
        orphans = new HashSet<>(left);
        unfinished = due;
        looks++;
    }
}
