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
 * who holds what, but for now and then, as a Secret that holds a token may go without a change in Chalk. Used by the passes of one connection, one after the other.
 */
final class OrphanTracker {

    /** An hour, with the usual interval: to ask costs a list of all credentials and of all our Secrets. */
    static final int REPEATED_AT_MOST = 11;

    private final Map<String, Instant> firstSeen = new HashMap<>();
    private Map<String, OrphanVerdict> suspects = Map.of();
    private Set<String> orphans = Set.of();
    private boolean unfinished;
    private boolean looked;
    private int repeated;

    boolean isFirstLook() {
        return !looked;
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
    boolean isOutdated(Map<String, OrphanVerdict> seen) {
        return unfinished || !seen.equals(suspects) || isOld();
    }

    /** Only where the answer matters: what may be revoked if nobody holds it any more. */
    private boolean isOld() {
        return repeated >= REPEATED_AT_MOST && suspects.containsValue(OrphanVerdict.DUE);
    }

    int orphans() {
        return orphans.size();
    }

    /** Ends a look that found the same as the one before. */
    void repeat() {
        looked = true;
        repeated++;
    }

    /**
     * Ends a look.
     *
     * @param left ids of the orphans that are still there
     * @param due whether some of them are to be revoked, so that the next look must not rely on this one
     */
    void conclude(Map<String, OrphanVerdict> seen, Set<String> left, boolean due) {
        suspects = Map.copyOf(seen);
        orphans = new HashSet<>(left);
        unfinished = due;
        looked = true;
        repeated = 0;
    }
}
