// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.connection.InventoryFindings;
import ai.chalk.credentials.connection.InventoryFindings.Environment;
import ai.chalk.credentials.connection.InventoryListener;
import ai.chalk.credentials.connection.InventoryPoll;
import ai.chalk.credentials.credential.EventRecorder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Looks for tokens that carry our installation's name and that nothing in the cluster holds the secret of: what a lost namespace,
 * a deleted finalizer or an interrupted attempt has left. They are counted, and revoked when that is certain to hurt nobody.
 */
public final class OrphanMonitor implements InventoryListener {

    private static final Logger LOG = Logger.getLogger(OrphanMonitor.class);

    private final OrphanSettings settings;
    private final Connections connections;
    private final InventoryFindings findings;
    private final TokenHolders holders;
    private final EventRecorder announcer;
    private final Clock clock;
    private final OrphanReaper reaper;
    private final Map<Environment, OrphanTracker> memories = new ConcurrentHashMap<>();

    /** Does nothing until {@link #begin}. */
    public OrphanMonitor(
            OrphanSettings settings,
            Connections connections,
            InventoryFindings findings,
            TokenHolders holders,
            EventRecorder announcer,
            Clock clock) {
        this.settings = settings;
        this.connections = connections;
        this.findings = findings;
        this.holders = holders;
        this.announcer = announcer;
        this.clock = clock;
        this.reaper = new OrphanReaper(settings, announcer, clock);
    }

    /** From now on it is told of every listing. */
    public void begin() {
        connections.onListing(this);
        connections.onChange(key -> {
            if (connections.find(key).isEmpty()) {
                memories.keySet().removeIf(known -> known.connection().equals(key));
            }
        });
    }

    @Override
    public void listed(InventoryPoll round) {
        var environment = new Environment(round.key(), round.environmentId());
        var memory = memories.computeIfAbsent(environment, any -> new OrphanTracker());
        try {
            look(round, memory);
            findings.orphans(environment, memory.orphans());
        } catch (KubernetesClientException e) {
            LOG.warnf("orphans not looked for connection=\"%s\" httpStatus=%d", round.key(), e.getCode());
        }
    }

    private void look(InventoryPoll round, OrphanTracker memory) {
        var now = clock.instant();
        var listed = round.listing().tokens().stream()
                .filter(token -> token.environmentId().equals(round.environmentId()))
                .filter(token -> !holders.isHeld(token.id()))
                .toList();
        var fates = fates(listed, memory, now);
        if (memory.isOutdated(fates)) {
            conclude(round, memory, listed, fates);
        } else {
            memory.repeat();
        }
    }

    /** Of those that have our name, by id. */
    private Map<String, OrphanVerdict> fates(List<ServiceToken> listed, OrphanTracker memory, Instant now) {
        memory.see(listed, now);
        var rules = new OrphanRules(
                settings.installation().get(),
                holders::isWatched,
                settings.quarantine(),
                token -> memory.firstSeen(token, now),
                memory.isFirstLook(),
                now);
        var fates = new HashMap<String, OrphanVerdict>();
        listed.forEach(token -> rules.fate(token).ifPresent(fate -> fates.put(token.id(), fate)));
        return fates;
    }

    private void conclude(
            InventoryPoll round, OrphanTracker memory, List<ServiceToken> listed, Map<String, OrphanVerdict> fates) {
        var orphans = fates.isEmpty() ? List.<ServiceToken>of() : orphans(listed, fates);
        var due = orphans.stream()
                .filter(token -> settings.reaping() && fates.get(token.id()) == OrphanVerdict.DUE)
                .toList();
        var gone = due.isEmpty() ? Set.<String>of() : reaper.reap(round, due);
        var left = orphans.stream()
                .map(ServiceToken::id)
                .filter(id -> !gone.contains(id))
                .collect(Collectors.toSet());
        memory.conclude(fates, left, gone.size() < due.size());
    }

    private List<ServiceToken> orphans(List<ServiceToken> listed, Map<String, OrphanVerdict> fates) {
        var owners = holders.read();
        return listed.stream()
                .filter(token -> fates.containsKey(token.id()) && owners.leave(token, fates.get(token.id())))
                .filter(token -> !connections.isInUse(token.clientId()))
                .toList();
    }

    /** Said when the number changes, not at every look. */
    @Override
    public void counted(HasMetadata connection, int orphans) {
        if (orphans > 0) {
            var note = "%d tokens in Chalk carry this installation's name and nothing here holds their secret; %s"
                    .formatted(
                            orphans, settings.reaping() ? "they are revoked once that is certain" : "none is revoked");
            var event = OrphanEvent.FOUND;
            announcer.publish(connection, event.isWarning(), event.word(), event.action(), note, clock.instant());
        }
    }
}
