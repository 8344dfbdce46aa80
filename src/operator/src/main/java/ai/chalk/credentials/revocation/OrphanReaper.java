// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailure;
import ai.chalk.credentials.chalk.ChalkFailureKind;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.connection.InventoryPoll;
import ai.chalk.credentials.credential.EventRecorder;
import ai.chalk.credentials.credential.TimeBudget;
import ai.chalk.credentials.policy.ConnectionKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Revokes orphans, unless this may be a copy of the cluster for which they were issued. */
final class OrphanReaper {

    private static final Logger LOG = Logger.getLogger(OrphanReaper.class);

    /** Few enough not to delay the connection's reconcile; the others follow an interval later. */
    private static final int AT_ONCE = 100;

    private static final String NOT_CONFIRMED =
            "no orphan is revoked: the operator may not read the uid of namespace kube-system, or it is not the one in"
                    + " ConfigMap chalk-operator-installation, so this may be a copy of the cluster that these tokens were"
                    + " issued for; if it is not, write the uid to kubeSystemUid in that ConfigMap";

    private final OrphanSettings settings;
    private final EventRecorder announcer;
    private final InstantSource clock;
    private final Set<ConnectionKey> warned = ConcurrentHashMap.newKeySet();

    OrphanReaper(OrphanSettings settings, EventRecorder announcer, InstantSource clock) {
        this.settings = settings;
        this.announcer = announcer;
        this.clock = clock;
    }

    /** Revokes these tokens, and returns the ids of those that are gone. */
    Set<String> reap(InventoryPoll round, List<ServiceToken> due) {
        if (!settings.cluster().isConfirmed()) {
            warn(round);
            return Set.of();
        }
        warned.remove(round.key());
        var gone = revoke(round, due);
        if (!gone.isEmpty()) {
            say(round, OrphanEvent.REVOKED, note(round, gone));
        }
        return gone.stream().map(ServiceToken::id).collect(Collectors.toUnmodifiableSet());
    }

    private static String note(InventoryPoll round, List<ServiceToken> gone) {
        var clientIds = gone.stream().map(ServiceToken::clientId).collect(Collectors.joining(", "));
        return "revoked %d tokens that had no owner in the cluster in environment %s: client ids %s"
                .formatted(gone.size(), round.environmentId(), clientIds);
    }

    /** Continues with the others after a refusal by Chalk. Stops for now if Chalk does not answer or is slow. */
    private List<ServiceToken> revoke(InventoryPoll round, List<ServiceToken> due) {
        var limit = new TimeBudget(clock);
        var gone = new ArrayList<ServiceToken>();
        for (var token : due.subList(0, Math.min(due.size(), AT_ONCE))) {
            var failure = delete(round, token);
            if (failure.isEmpty()) {
                gone.add(token);
            }
            if (limit.isReached()
                    || failure.filter(why -> why.kind().isPassing()).isPresent()) {
                break;
            }
        }
        return gone;
    }

    /** A token that does not exist any more counts as revoked. */
    private static Optional<ChalkFailure> delete(InventoryPoll round, ServiceToken token) {
        try {
            round.link().chalk().deleteServiceToken(round.environmentId(), token.id());
        } catch (ChalkException e) {
            if (e.failure().kind() != ChalkFailureKind.NOT_FOUND) {
                LOG.warnf(
                        "orphan not revoked connection=\"%s\" tokenId=%s message=\"%s\"",
                        round.key(), token.id(), e.failure().message());
                return Optional.of(e.failure());
            }
        }
        LOG.infof(
                "orphan revoked connection=\"%s\" environment=%s tokenId=%s clientId=%s name=\"%s\"",
                round.key(), round.environmentId(), token.id(), token.clientId(), token.name());
        return Optional.empty();
    }

    /** Warns once per connection until the cluster is confirmed. */
    private void warn(InventoryPoll round) {
        if (warned.add(round.key())) {
            LOG.warnf("orphans not revoked connection=\"%s\" message=\"%s\"", round.key(), NOT_CONFIRMED);
            say(round, OrphanEvent.CLUSTER_NOT_CONFIRMED, NOT_CONFIRMED);
        }
    }

    private void say(InventoryPoll round, OrphanEvent event, String note) {
        announcer.publish(round.connection(), event.isWarning(), event.word(), event.action(), note, clock.instant());
    }
}
