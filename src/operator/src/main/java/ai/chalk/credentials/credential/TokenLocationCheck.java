// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.chalk.TargetEnvironment;
import ai.chalk.credentials.chalk.Team;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.decision.Obstacle;
import ai.chalk.credentials.decision.ObstacleReason;
import ai.chalk.credentials.decision.TokenLocation;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionReason;
import ai.chalk.credentials.policy.ConnectionState;
import ai.chalk.credentials.policy.PolicyCheck;
import java.util.Map;
import java.util.Optional;

/**
 * Checks whether the operator may reach the location of an earlier token. That location is in statuses, Secrets and
 * ChalkRevocations, which can be forged, so it is checked like the connection in a spec.
 */
public final class TokenLocationCheck {

    private final Connections connections;
    private final PolicyCheck policies;

    /** Checks against the known connections. */
    public TokenLocationCheck(Connections connections, PolicyCheck policies) {
        this.connections = connections;
        this.policies = policies;
    }

    /**
     * The obstacle, if there is one; no call is made.
     *
     * @param namespace of the credential
     * @param namespaceLabels its labels; empty if it no longer exists
     */
    public Optional<Obstacle> obstacle(
            String namespace, TokenLocation place, Optional<Map<String, String>> namespaceLabels) {
        var pinned = place.connection();
        boolean foreign = pinned.namespace() != null && !pinned.namespace().equals(namespace);
        if (foreign || (pinned.kind() == ConnectionKind.CHALK_CONNECTION) != (pinned.namespace() != null)) {
            return Optional.of(Obstacle.lasting(
                    ObstacleReason.CONNECTION_NOT_ALLOWED,
                    "status, Secret or ChalkRevocation name a connection of another namespace for a token of this"
                            + " credential; the operator does not use it"));
        }
        var key = ConnectionKey.of(pinned);
        if (!connections.isServed(key)) {
            return Optional.of(notServed(key));
        }
        return connections
                .find(key)
                .map(state -> obstacle(state, place, namespaceLabels))
                .orElseGet(() -> Optional.of(connections.isKnown(key) ? notChecked(key) : missing(key)));
    }

    private static Obstacle missing(ConnectionKey key) {
        return Obstacle.lasting(
                ObstacleReason.CONNECTION_NOT_FOUND,
                key
                        + " does not exist, and tokens were issued through it: create it again so that they can be revoked");
    }

    private Optional<Obstacle> obstacle(
            ConnectionState state, TokenLocation place, Optional<Map<String, String>> namespaceLabels) {
        if (!state.spec().apiServer().equals(place.connection().apiServer())) {
            return Optional.of(Obstacle.lasting(
                    ObstacleReason.CONNECTION_MOVED,
                    state.key() + " now points to " + state.spec().apiServer() + "; a token was issued at "
                            + place.connection().apiServer() + " and can be revoked only there"));
        }
        return state.link()
                .map(link -> policies.refusalOfPlace(state, target(link.team(), place), namespaceLabels)
                        .map(why -> Obstacle.lasting(ObstacleReason.REFUSED_BY_POLICY, why)))
                .orElseGet(() -> Optional.of(notReady(state)));
    }

    /** The environment of that id. It has no names if Chalk does not list it. */
    private static TargetEnvironment target(Team team, TokenLocation place) {
        var id = place.environmentId();
        return team.projects().stream()
                .flatMap(project -> project.environments().stream()
                        .filter(environment -> environment.id().equals(id))
                        .map(environment ->
                                new TargetEnvironment(project.id(), project.name(), id, environment.name())))
                .findFirst()
                .orElseGet(() -> new TargetEnvironment("", "", id, ""));
    }

    /** The obstacle if the settings disable this kind of connection. */
    static Obstacle notServed(ConnectionKey key) {
        return Obstacle.lasting(
                ObstacleReason.CLUSTER_CONNECTIONS_DISABLED,
                key + " is not used, because the operator runs with CHALK_OPERATOR_CLUSTER_CONNECTIONS=false: name a"
                        + " ChalkConnection of this namespace in spec.connectionRef, or have the setting changed");
    }

    /** The obstacle if this process has not checked an existing connection yet. */
    static Obstacle notChecked(ConnectionKey key) {
        return Obstacle.passing(ObstacleReason.CONNECTION_NOT_READY, key + " is not checked yet");
    }

    /** The obstacle if the connection cannot be used now. */
    static Obstacle notReady(ConnectionState state) {
        var message = state.key() + " is not ready: " + state.message();
        return new Obstacle(ObstacleReason.CONNECTION_NOT_READY, message, ConnectionReason.isPassing(state.reason()));
    }
}
