// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when each token that must be revoked has been missing from Chalk's listings. Kept in memory only: after a
 * restart the minute begins again.
 */
public final class MissingTokenTracker {

    /**
     * A single listing without a token may be stale. Two of them, at least this far apart, prove that the token is
     * gone.
     */
    public static final Duration BELIEVED = Duration.ofMinutes(1);

    private final Map<String, Instant> since = new ConcurrentHashMap<>();

    /**
     * Notes a listing that lacks something, and returns whether a listing at least a minute earlier lacked it too. If
     * so, the entry is removed.
     *
     * @param what a token's id, or another key of what is looked for
     */
    public boolean isGone(String what, Instant listedAt) {
        var first = since.merge(what, listedAt, (known, again) -> known);
        boolean gone = !listedAt.isBefore(first.plus(BELIEVED));
        if (gone) {
            forget(what);
        }
        return gone;
    }

    /** Removes an entry: the token was listed again, or is no longer looked for. */
    public void forget(String what) {
        since.remove(what);
    }
}
