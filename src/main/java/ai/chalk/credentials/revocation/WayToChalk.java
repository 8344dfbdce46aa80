// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.connection.ConnectionKey;
import ai.chalk.credentials.connection.ConnectionReason;
import ai.chalk.credentials.connection.ConnectionState;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.connection.PolicyCheck;
import ai.chalk.credentials.credential.PlaceCheck;
import ai.chalk.credentials.credential.decision.Obstacle;
import ai.chalk.credentials.credential.decision.Place;
import java.util.Optional;
import java.util.Set;

/** The connection that a record names, as it is now: whether it leads to the token's environment, and may be used for it. */
final class WayToChalk {

    /** What needs no look at the connection itself. */
    private static final Set<String> JUDGED = Set.of(PlaceCheck.NOT_ALLOWED, PlaceCheck.NOT_SERVED);

    private final Connections connections;
    private final PlaceCheck places;

    WayToChalk(Connections connections) {
        this.connections = connections;
        this.places = new PlaceCheck(connections, new PolicyCheck());
    }

    /** Open while the connection is usable; its state may change between any two calls. */
    Optional<ConnectionState.Link> link(ChalkRevocationSpec spec) {
        return connections.find(ConnectionKey.of(spec.connection())).flatMap(ConnectionState::link);
    }

    /** Why the token cannot be revoked through it. */
    Optional<Hindrance> hindrance(RecordedTokens tokens, Surroundings around) {
        var spec = tokens.spec();
        var namespace = spec.origin().namespace();
        var place = new Place(spec.connection(), spec.environmentId());
        return places.obstacle(namespace, place, around.labels(namespace))
                .map(found -> JUDGED.contains(found.reason())
                        ? Hindrance.of(found)
                        : gone(tokens, around).orElseGet(() -> Hindrance.of(found)));
    }

    /** A connection that was not checked yet, as after a start, is not gone. */
    private Optional<Hindrance> gone(RecordedTokens tokens, Surroundings around) {
        var key = ConnectionKey.of(tokens.spec().connection());
        var state = connections.find(key);
        if (state.isPresent()) {
            return state.filter(WayToChalk::lacksSecret).map(found -> gone("the Secret of " + key, tokens));
        }
        return Optional.of(around.exists(key) ? notChecked(tokens.spec()) : gone(key.toString(), tokens));
    }

    private static boolean lacksSecret(ConnectionState state) {
        return state.link().isEmpty() && state.reason().equals(ConnectionReason.SECRET_NOT_FOUND.word());
    }

    private static Hindrance gone(String what, RecordedTokens tokens) {
        return Hindrance.lasting(
                RevocationReason.CONNECTION_GONE,
                what + " is gone, so " + tokens.description() + " in environment "
                        + tokens.spec().environmentId()
                        + " cannot be revoked: create it again, or revoke by hand and delete this record");
    }

    static Hindrance notChecked(ChalkRevocationSpec spec) {
        return Hindrance.of(
                Obstacle.passing(PlaceCheck.NOT_READY, ConnectionKey.of(spec.connection()) + " is not checked yet"));
    }
}
