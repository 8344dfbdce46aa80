// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.storm;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.chalk.ServiceToken;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The crash windows in which the operator was killed: between which step in the status and which effect in Chalk or a
 * Secret.
 */
final class CrashWindows {

    /** The acts before and after the kill, in the words of the report. */
    enum Window {
        BEGUN("begun, but no token in Chalk yet"),
        CREATED("created in Chalk, but in no Secret yet"),
        PUBLISHED("published, but not in the status yet"),
        REVOKED("predecessor revoked, but still in the status");

        private final String words;

        Window(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private final StormEnvironment world;
    private final Map<Window, Integer> found = new TreeMap<>();

    CrashWindows(StormEnvironment world) {
        this.world = world;
        for (var window : Window.values()) {
            found.put(window, 0);
        }
    }

    /** Inspects all credentials while no operator runs. */
    void look() {
        var statuses = world.credentials().stream()
                .flatMap(credential -> Optional.ofNullable(credential.getStatus()).stream())
                .toList();
        var alive = world.chalk.liveTokens();
        var names = alive.stream().map(ServiceToken::name).collect(Collectors.toSet());
        var ids = alive.stream().map(ServiceToken::id).collect(Collectors.toSet());
        statuses.forEach(status -> look(status, names, ids));
    }

    private void look(ChalkServiceCredentialStatus status, Set<String> names, Set<String> ids) {
        if (status.pending() != null) {
            found.merge(attempt(status.pending(), names), 1, Integer::sum);
        }
        long revoked = status.retiring().stream()
                .filter(token -> !ids.contains(token.tokenId()))
                .count();
        found.merge(Window.REVOKED, (int) revoked, Integer::sum);
    }

    private Window attempt(PendingToken pending, Set<String> names) {
        boolean published = world.publications.all().stream()
                .anyMatch(token -> token.tokenName().equals(pending.tokenName()));
        if (published) {
            return Window.PUBLISHED;
        }
        return names.contains(pending.tokenName()) ? Window.CREATED : Window.BEGUN;
    }

    Map<Window, Integer> found() {
        return found;
    }
}
