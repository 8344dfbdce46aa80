// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.chalk.TargetEnvironment;
import ai.chalk.credentials.chalk.Team;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.decision.Obstacle;
import ai.chalk.credentials.decision.TokenLocation;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionReason;
import ai.chalk.credentials.policy.ConnectionState;
import ai.chalk.credentials.policy.PolicyCheck;
import java.util.Map;
import java.util.Optional;

/**
 * What keeps us from the place of a token that was issued earlier. Where that is stands in statuses, Secrets and records, and
 * can be forged, so it is judged as the connection in a spec is.
 */
public final class TokenLocationCheck {

    /** The reason where a connection of another namespace is named. */
    public static final String NOT_ALLOWED = "ConnectionNotAllowed";
    /** The reason where a kind of connection is named that the operator does not look at. */
    public static final String NOT_SERVED = "ClusterConnectionsOff";
    /** The reason where there is no way through the connection now. */
    public static final String NOT_READY = "ConnectionNotReady";

    private final Connections connections;
    private final PolicyCheck policies;

    /** Judges by what is known of the connections. */
    public TokenLocationCheck(Connections connections, PolicyCheck policies) {
        this.connections = connections;
        this.policies = policies;
    }

    /**
     * The obstacle, if there is one; nobody is asked.
     *
     * @param namespace of the credential
     * @param namespaceLabels its labels; empty where it is gone
     */
    public Optional<Obstacle> obstacle(
            String namespace, TokenLocation place, Optional<Map<String, String>> namespaceLabels) {
        var pinned = place.connection();
        boolean foreign = pinned.namespace() != null && !pinned.namespace().equals(namespace);
        if (foreign || (pinned.kind() == ConnectionKind.CHALK_CONNECTION) != (pinned.namespace() != null)) {
            return Optional.of(
                    Obstacle.lasting(
                            NOT_ALLOWED,
                            "a token of this credential is said to belong to a connection of another namespace; it is not touched"));
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
                "ConnectionNotFound",
                key + " does not exist (any more), and tokens were issued through it: create it again"
                        + " so that they can be revoked");
    }

    private Optional<Obstacle> obstacle(
            ConnectionState state, TokenLocation place, Optional<Map<String, String>> namespaceLabels) {
        if (!state.spec().apiServer().equals(place.connection().apiServer())) {
            return Optional.of(Obstacle.lasting(
                    "ConnectionMoved",
                    state.key() + " points to " + state.spec().apiServer() + " now; a token was issued at "
                            + place.connection().apiServer() + " and can be revoked only there"));
        }
        return state.link()
                .map(link -> policies.refusalOfPlace(state, target(link.team(), place), namespaceLabels)
                        .map(why -> Obstacle.lasting("RefusedByPolicy", why)))
                .orElseGet(() -> Optional.of(notReady(state)));
    }

    /** By id; an environment that Chalk does not know (any more) has no names. */
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

    /** What to say of a connection that the operator is told not to look at. */
    static Obstacle notServed(ConnectionKey key) {
        return Obstacle.lasting(
                NOT_SERVED,
                key + " is not looked at, as the operator runs with CHALK_OPERATOR_CLUSTER_CONNECTIONS=false: name a"
                        + " ChalkConnection of this namespace in spec.connectionRef, or have the setting changed");
    }

    /** What to say of a connection that is there, and that this process has not looked at yet. */
    static Obstacle notChecked(ConnectionKey key) {
        return Obstacle.passing(NOT_READY, key + " is not checked yet");
    }

    /** What to say of a connection that there is no way through now. */
    static Obstacle notReady(ConnectionState state) {
        var message = state.key() + " is not ready: " + state.message();
        return new Obstacle(NOT_READY, message, ConnectionReason.isPassing(state.reason()));
    }
}
