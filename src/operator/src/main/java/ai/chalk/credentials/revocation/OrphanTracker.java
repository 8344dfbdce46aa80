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
 * What this process remembers of one environment between two listings. While nothing changes there, the owners are read
 * only from time to time, because a Secret that holds a token may be deleted without a change in Chalk. The reconciles
 * of one connection use it, one at a time.
 */
final class OrphanTracker {

    /**
     * About an hour with the default interval. Reading the owners costs a list of all credentials and of all the
     * operator's Secrets.
     */
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

    /** Notes the listed tokens, and forgets all others. */
    void see(List<ServiceToken> tokens, Instant now) {
        firstSeen.keySet().retainAll(tokens.stream().map(ServiceToken::id).collect(Collectors.toSet()));
        tokens.forEach(token -> firstSeen.putIfAbsent(token.id(), now));
    }

    Instant firstSeen(ServiceToken token, Instant now) {
        return firstSeen.getOrDefault(token.id(), now);
    }

    /** Whether the last result may be outdated. */
    boolean isOutdated(Map<String, OrphanVerdict> seen) {
        return unfinished || !seen.equals(suspects) || isOld();
    }

    /** Only if the result matters: for tokens that may be revoked if nothing holds them any more. */
    private boolean isOld() {
        return repeated >= REPEATED_AT_MOST && suspects.containsValue(OrphanVerdict.DUE);
    }

    int orphans() {
        return orphans.size();
    }

    /** Ends a listing with the previous result. */
    void repeat() {
        looked = true;
        repeated++;
    }

    /**
     * Ends a listing with a new result.
     *
     * @param left ids of the orphans that still exist
     * @param due whether some of them must be revoked, so that the next listing must not reuse this result
     */
    void conclude(Map<String, OrphanVerdict> seen, Set<String> left, boolean due) {
        suspects = Map.copyOf(seen);
        orphans = new HashSet<>(left);
        unfinished = due;
        looked = true;
        repeated = 0;
    }
}
