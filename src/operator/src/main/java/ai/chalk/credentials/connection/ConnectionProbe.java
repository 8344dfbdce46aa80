// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.ChalkConnector;
import ai.chalk.credentials.chalk.ChalkConnector.Settings;
import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailure;
import ai.chalk.credentials.chalk.ChalkFailureKind;
import ai.chalk.credentials.connection.ConnectionSession.Opened;
import ai.chalk.credentials.connection.ConnectionSession.Verified;
import ai.chalk.credentials.policy.ConnectionReason;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Finds out whether Chalk answers: the only calls to Chalk that a connection makes by itself. A pair that is not known yet
 * costs three (exchange, who-am-i, team), a check of one that works costs one, and a pass at rest none.
 */
@Singleton
final class ConnectionProbe {

    private final ChalkConnector connector;
    private final InventoryOpener inventories;

    @Inject
    ConnectionProbe(ChalkConnector connector, InventoryOpener inventories) {
        this.connector = connector;
        this.inventories = inventories;
    }

    /** The session after this pass. */
    ConnectionSession probe(ProbeContext pass, Resolution<ObservedConnection> seen, ConnectionSession before) {
        if (seen instanceof Resolution.Unusable<ObservedConnection> unusable) {
            return before.fail(unusable.problem(), Optional.empty(), pass);
        }
        var observed = ((Resolution.Found<ObservedConnection>) seen).value();
        var settings = observed.settings();
        if (before.isSettled(settings, pass) || before.mustWait(settings, pass)) {
            return before;
        }
        var way =
                before.opened().filter(last -> last.settings().equals(settings)).orElseGet(() -> open(settings));
        try {
            return before.verify(verify(way, observed.isOurSecret(), before, pass));
        } catch (ChalkException failed) {
            return before.open(way).fail(problem(failed.failure(), settings), Optional.of(settings), pass);
        }
    }

    private Opened open(Settings settings) {
        ChalkApi chalk = connector.open(settings);
        return new Opened(settings, chalk, inventories.over(chalk));
    }

    private static Verified verify(Opened way, boolean isOurSecret, ConnectionSession before, ProbeContext pass)
            throws ChalkException {
        var access = way.chalk().connect();
        var known = before.verified().filter(last -> last.way().equals(way));
        var caller = known.isPresent() ? known.get().caller() : way.chalk().whoAmI();
        var team = way.chalk().team();
        return new Verified(
                way, isOurSecret, caller, team, access.environments().keySet(), pass.now());
    }

    private static ConnectionProblem problem(ChalkFailure failure, Settings settings) {
        var message = failure.kind() == ChalkFailureKind.UNAUTHENTICATED
                ? "Chalk at %s does not accept client id %s and its secret: put a pair that is valid there into the Secret"
                        .formatted(settings.apiServer(), settings.credentials().clientId())
                : failure.message();
        return new ConnectionProblem(ConnectionReason.of(failure.kind()), message, failure.retryAfter());
    }
}
