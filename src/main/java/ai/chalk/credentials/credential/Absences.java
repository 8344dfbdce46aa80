// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when tokens that are to be revoked are missing from Chalk's listings. In memory only: after a restart the minute begins
 * again.
 */
final class Absences {

    private final Map<String, Instant> since = new ConcurrentHashMap<>();

    /** When it was first missed, which is {@code now} if it never was. */
    Instant since(String tokenId, Instant now) {
        return since.merge(tokenId, now, (first, again) -> first);
    }

    void forget(String tokenId) {
        since.remove(tokenId);
    }
}
