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
 * For a minute after a credential first needs a connection that exists but has not been checked yet, the credential is
 * not reported as blocked: the first check triggers its reconciliation. Afterwards the connection is reported as not
 * checked.
 */
final class StartupGracePeriod {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration MEMORY = Duration.ofHours(1);

    private final Connections connections;
    private final Map<ConnectionKey, Instant> awaitedSince = new ConcurrentHashMap<>();

    StartupGracePeriod(Connections connections) {
        this.connections = connections;
    }

    /**
     * Whether the credential depends on a connection that exists, that its namespace may name, and whose first check is
     * due within the grace period.
     */
    boolean isConnectionAwaited(ChalkServiceCredential credential, CredentialStore store, Instant now) {
        var namespace = credential.getMetadata().getNamespace();
        return CredentialEventSources.connectionsOf(credential)
                .filter(key -> key.namespace().map(namespace::equals).orElse(true))
                .anyMatch(key -> isAwaited(key, now, store::connectionExists));
    }

    /**
     * Whether that connection exists and its first check is due within the grace period.
     *
     * @param exists asks the API server, because the watch of connections may have started after that of credentials
     */
    boolean isAwaited(ConnectionKey key, Instant now, Predicate<ConnectionKey> exists) {
        if (!connections.isServed(key) || connections.find(key).isPresent()) {
            return false;
        }
        return isPatient(key, now) && (connections.isKnown(key) || exists.test(key));
    }

    /** Entries expire, because users may name any number of connections that do not exist. */
    private boolean isPatient(ConnectionKey key, Instant now) {
        awaitedSince
                .values()
                .removeIf(since -> Duration.between(since, now).abs().compareTo(MEMORY) > 0);
        var since = awaitedSince.computeIfAbsent(key, any -> now);
        return now.isBefore(since.plus(PATIENCE));
    }
}
