// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** All live tokens, and their state before the latest changes, so that a listing can lag. */
final class TokenLedger {

    private static final int REMEMBERED_CHANGES = 1000;

    private record Change(String id, String environmentId, Optional<StoredToken> before) {}

    private final Map<String, StoredToken> tokens = new LinkedHashMap<>();
    private final Map<String, String> idsByClientId = new HashMap<>();
    private final Deque<Change> latestFirst = new ArrayDeque<>();

    synchronized void add(StoredToken held) {
        if (idsByClientId.putIfAbsent(held.token().clientId(), held.token().id()) != null) {
            throw new IllegalArgumentException(
                    "there is a token with client id " + held.token().clientId());
        }
        tokens.put(held.token().id(), held);
        remember(held, Optional.empty());
    }

    /** Changes a token if it still exists. */
    synchronized Optional<StoredToken> change(String id, UnaryOperator<StoredToken> change) {
        var before = Optional.ofNullable(tokens.get(id));
        before.ifPresent(held -> {
            tokens.put(id, change.apply(held));
            remember(held, before);
        });
        return Optional.ofNullable(tokens.get(id));
    }

    synchronized boolean remove(String id) {
        var before = Optional.ofNullable(tokens.remove(id));
        before.ifPresent(held -> {
            idsByClientId.remove(held.token().clientId());
            remember(held, before);
        });
        return before.isPresent();
    }

    synchronized Optional<StoredToken> byId(String id) {
        return Optional.ofNullable(tokens.get(id));
    }

    synchronized Optional<StoredToken> byClientId(String clientId) {
        return Optional.ofNullable(idsByClientId.get(clientId)).map(tokens::get);
    }

    synchronized List<StoredToken> all() {
        return List.copyOf(tokens.values());
    }

    /** The tokens of an environment without its latest changes; zero changes means the present state. */
    synchronized List<StoredToken> in(String environmentId, int changesAgo) {
        var listing = new LinkedHashMap<String, StoredToken>();
        tokens.values().stream()
                .filter(held -> held.token().environmentId().equals(environmentId))
                .forEach(held -> listing.put(held.token().id(), held));
        latestFirst.stream()
                .filter(change -> change.environmentId().equals(environmentId))
                .limit(changesAgo)
                .forEach(change -> change.before()
                        .ifPresentOrElse(held -> listing.put(change.id(), held), () -> listing.remove(change.id())));
        return new ArrayList<>(listing.values());
    }

    private void remember(StoredToken held, Optional<StoredToken> before) {
        latestFirst.addFirst(new Change(held.token().id(), held.token().environmentId(), before));
        if (latestFirst.size() > REMEMBERED_CHANGES) {
            latestFirst.removeLast();
        }
    }
}
