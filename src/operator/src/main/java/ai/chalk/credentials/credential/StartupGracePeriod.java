// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.policy.ConnectionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Just after a start connections are there that nobody has looked at yet: for a moment nothing is said of them, as their first
 * state wakes whoever waits. One that nobody looks at for longer is said to be missing like any other.
 */
final class StartupGracePeriod {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration MEMORY = Duration.ofHours(1);

    private final Connections connections;
    private final Map<ConnectionKey, Instant> awaitedSince = new ConcurrentHashMap<>();

    StartupGracePeriod(Connections connections) {
        this.connections = connections;
    }

    /** Whether a connection of the credential, one that its namespace may name, is there and will be looked at in a moment. */
    boolean isConnectionAwaited(ChalkServiceCredential credential, CredentialStore store, Instant now) {
        var namespace = credential.getMetadata().getNamespace();
        return CredentialEventSources.connectionsOf(credential)
                .filter(key -> key.namespace().map(namespace::equals).orElse(true))
                .anyMatch(key -> isAwaited(key, now, store::connectionExists));
    }

    /**
     * Whether that connection is there and will be looked at in a moment.
     *
     * @param exists asks the API server, as the connection's own watch may have begun after ours
     */
    boolean isAwaited(ConnectionKey key, Instant now, Predicate<ConnectionKey> exists) {
        if (!connections.isServed(key) || connections.find(key).isPresent()) {
            return false;
        }
        return isPatient(key, now) && (connections.isKnown(key) || exists.test(key));
    }

    /** Names that were tried once are forgotten, as anybody may name anything. */
    private boolean isPatient(ConnectionKey key, Instant now) {
        awaitedSince
                .values()
                .removeIf(since -> Duration.between(since, now).abs().compareTo(MEMORY) > 0);
        var since = awaitedSince.computeIfAbsent(key, any -> now);
        return now.isBefore(since.plus(PATIENCE));
    }
}
