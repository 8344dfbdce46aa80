// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when tokens that are to be revoked are missing from Chalk's listings. In memory only: after a restart the minute begins
 * again.
 */
public final class MissingTokenTracker {

    /** One listing without a token may be a stale one; two, this far apart, are believed. */
    public static final Duration BELIEVED = Duration.ofMinutes(1);

    private final Map<String, Instant> since = new ConcurrentHashMap<>();

    /**
     * Notes a listing that lacks something, and says whether an earlier one, long enough ago, lacked it too. What is gone for
     * sure is forgotten.
     *
     * @param what a token's id, or what else is looked for
     */
    public boolean isGone(String what, Instant listedAt) {
        var first = since.merge(what, listedAt, (known, again) -> known);
        boolean gone = !listedAt.isBefore(first.plus(BELIEVED));
        if (gone) {
            forget(what);
        }
        return gone;
    }

    /** It was listed, or nobody looks for it any more. */
    public void forget(String what) {
        since.remove(what);
    }
}
