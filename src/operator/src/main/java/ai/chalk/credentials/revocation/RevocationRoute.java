// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.common.Reason;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.credential.TokenLocationCheck;
import ai.chalk.credentials.decision.Obstacle;
import ai.chalk.credentials.decision.ObstacleReason;
import ai.chalk.credentials.decision.TokenLocation;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionReason;
import ai.chalk.credentials.policy.ConnectionState;
import ai.chalk.credentials.policy.PolicyCheck;
import java.util.Optional;
import java.util.Set;

/**
 * The connection that a record names, as it is now: whether it leads to the token's environment, and may be used for
 * it.
 */
final class RevocationRoute {

    /** Obstacles that do not depend on the connection itself. */
    private static final Set<Reason> JUDGED =
            Set.of(ObstacleReason.CONNECTION_NOT_ALLOWED, ObstacleReason.CLUSTER_CONNECTIONS_DISABLED);

    private final Connections connections;
    private final TokenLocationCheck places;

    RevocationRoute(Connections connections) {
        this.connections = connections;
        this.places = new TokenLocationCheck(connections, new PolicyCheck());
    }

    /** Present while the connection is usable. Its state may change between two calls. */
    Optional<ConnectionState.Link> link(ChalkRevocationSpec spec) {
        return connections.find(ConnectionKey.of(spec.connection())).flatMap(ConnectionState::link);
    }

    /** Why the token cannot be revoked through the connection. */
    Optional<RevocationObstacle> hindrance(RecordedTokens tokens, ClusterReader around) {
        var spec = tokens.spec();
        var namespace = spec.origin().namespace();
        var place = new TokenLocation(spec.connection(), spec.environmentId());
        return places.obstacle(namespace, place, around.labels(namespace))
                .map(found -> JUDGED.contains(found.reason())
                        ? RevocationObstacle.of(found)
                        : gone(tokens, around).orElseGet(() -> RevocationObstacle.of(found)));
    }

    /** A connection that was not reconciled yet, as after a start, is not gone. */
    private Optional<RevocationObstacle> gone(RecordedTokens tokens, ClusterReader around) {
        var key = ConnectionKey.of(tokens.spec().connection());
        var state = connections.find(key);
        if (state.isPresent()) {
            return state.filter(RevocationRoute::lacksSecret).map(found -> gone("the Secret of " + key, tokens));
        }
        return Optional.of(around.exists(key) ? notChecked(tokens.spec()) : gone(key.toString(), tokens));
    }

    private static boolean lacksSecret(ConnectionState state) {
        return state.link().isEmpty() && state.reason().equals(ConnectionReason.SECRET_NOT_FOUND.word());
    }

    private static RevocationObstacle gone(String what, RecordedTokens tokens) {
        return RevocationObstacle.lasting(
                RevocationReason.CONNECTION_DELETED,
                what + " was deleted, so " + tokens.description() + " in environment "
                        + tokens.spec().environmentId()
                        + " cannot be revoked: create it again, or revoke by hand and delete this ChalkRevocation");
    }

    static RevocationObstacle notChecked(ChalkRevocationSpec spec) {
        return RevocationObstacle.of(Obstacle.passing(
                ObstacleReason.CONNECTION_NOT_READY, ConnectionKey.of(spec.connection()) + " is not checked yet"));
    }
}
