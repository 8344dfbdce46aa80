// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.policy;

import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import java.util.Optional;

/**
 * Identifies one connection object.
 *
 * @param namespace present for a {@code ChalkConnection}, empty for a {@code ClusterChalkConnection}
 */
public record ConnectionKey(ConnectionKind kind, Optional<String> namespace, String name) {

    public static ConnectionKey namespaced(String namespace, String name) {
        return new ConnectionKey(ConnectionKind.CHALK_CONNECTION, Optional.of(namespace), name);
    }

    public static ConnectionKey cluster(String name) {
        return new ConnectionKey(ConnectionKind.CLUSTER_CHALK_CONNECTION, Optional.empty(), name);
    }

    /** The key of the connection through which a token was issued. */
    public static ConnectionKey of(PinnedConnection pinned) {
        return new ConnectionKey(pinned.kind(), Optional.ofNullable(pinned.namespace()), pinned.name());
    }

    /** The kind, as in Kubernetes. */
    public String kindName() {
        return switch (kind) {
            case CLUSTER_CHALK_CONNECTION -> "ClusterChalkConnection";
            case CHALK_CONNECTION -> "ChalkConnection";
            case UNKNOWN -> "connection of an unknown kind";
        };
    }

    /** For messages, such as {@code ClusterChalkConnection default} or {@code ChalkConnection team-a/own}. */
    @Override
    public String toString() {
        return kindName() + " " + namespace.map(place -> place + "/").orElse("") + name;
    }
}
