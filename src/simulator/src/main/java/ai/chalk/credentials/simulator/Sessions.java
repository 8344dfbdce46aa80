// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import ai.chalk.credentials.chalk.ClientSecret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The access tokens that have not expired. As in Chalk, they outlive the service token that was exchanged. */
final class Sessions {

    private record Session(StoredToken holder, Instant expires) {}

    private final Map<String, Session> oldestFirst = new LinkedHashMap<>();

    synchronized void open(ClientSecret value, StoredToken holder, Instant now, Instant expires) {
        var oldest = oldestFirst.values().iterator();
        while (oldest.hasNext() && !oldest.next().expires().isAfter(now)) {
            oldest.remove();
        }
        oldestFirst.put(value.reveal(), new Session(holder, expires));
    }

    /** The token as it was when it was exchanged. */
    synchronized Optional<StoredToken> holder(String accessToken, Instant now) {
        return Optional.ofNullable(oldestFirst.get(accessToken))
                .filter(session -> session.expires().isAfter(now))
                .map(Session::holder);
    }

    synchronized void endAll() {
        oldestFirst.clear();
    }

    synchronized Set<String> values() {
        return Set.copyOf(oldestFirst.keySet());
    }
}
