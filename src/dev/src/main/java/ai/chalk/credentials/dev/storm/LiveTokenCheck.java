// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.storm;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.chalk.ServiceToken;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Checks the promise that at most two published tokens of a credential are valid at a time. Two kinds do not count,
 * because their successors cannot wait: a token whose Secret the user has deleted or changed, and a token that is older
 * than one issued after a leak.
 *
 * <p>The number grows with a publication and shrinks with a revocation. Checking just before each revocation, and at
 * the end, therefore finds the maximum.
 */
final class LiveTokenCheck {

    private static final int MOST = 2;
    private static final String LEAKED = "Leaked";

    private final StormEnvironment world;
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private final Set<String> breaches = new LinkedHashSet<>();
    private int mostCounted;
    private int mostAtAll;

    LiveTokenCheck(StormEnvironment world) {
        this.world = world;
    }

    /** The user is about to destroy the content of a Secret. */
    void lose(String tokenId) {
        lost.add(tokenId);
    }

    /** The user did not destroy it. */
    void keep(String tokenId) {
        lost.remove(tokenId);
    }

    /** Checks all credentials. */
    synchronized void look() {
        var alive = world.chalk.liveTokens().stream().map(ServiceToken::id).collect(Collectors.toSet());
        world.publications.all().stream()
                .collect(Collectors.groupingBy(CurrentToken::secretName))
                .forEach((name, published) -> look(name, published, alive));
    }

    private void look(String name, List<CurrentToken> published, Set<String> alive) {
        long leak = published.stream()
                .filter(token -> token.reason().equals(LEAKED))
                .mapToLong(CurrentToken::revision)
                .max()
                .orElse(0);
        var living = published.stream()
                .filter(token -> alive.contains(token.tokenId()))
                .toList();
        var counted = living.stream()
                .filter(token -> token.revision() >= leak && !lost.contains(token.tokenId()))
                .map(token -> token.revision() + " (" + token.reason() + ")")
                .sorted()
                .toList();
        mostAtAll = Math.max(mostAtAll, living.size());
        mostCounted = Math.max(mostCounted, counted.size());
        if (counted.size() > MOST) {
            breaches.add(name + " had these published tokens valid at the same time: " + String.join(", ", counted));
        }
    }

    synchronized List<String> breaches() {
        return new ArrayList<>(breaches);
    }

    synchronized int mostCounted() {
        return mostCounted;
    }

    /** The maximum, including those that do not count. */
    synchronized int mostAtAll() {
        return mostAtAll;
    }
}
