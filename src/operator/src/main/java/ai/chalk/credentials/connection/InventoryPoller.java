// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.TargetEnvironment;
import ai.chalk.credentials.connection.InventoryFindings.Environment;
import ai.chalk.credentials.connection.InventoryFindings.Finding;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionState;
import ai.chalk.credentials.policy.PolicyCheck;
import io.fabric8.kubernetes.api.model.HasMetadata;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The regular look at what is in Chalk: each environment of a usable connection once an interval, however many credentials
 * there are. It happens in the connection's own pass, so a process that is not the leader does not look.
 */
@Singleton
final class InventoryPoller {

    private static final Logger LOG = Logger.getLogger(InventoryPoller.class);

    private final Duration interval;
    private final ConnectionRegistry registry;
    private final InventoryFindings findings;
    private final PolicyCheck policies = new PolicyCheck();
    private final Map<String, ListingSchedule> byUid = new ConcurrentHashMap<>();

    @Inject
    InventoryPoller(ConnectionSettings settings, ConnectionRegistry registry, InventoryFindings findings) {
        this.interval = settings.inventoryInterval();
        this.registry = registry;
        this.findings = findings;
    }

    /** What all environments of a connection show together. */
    record Total(int orphans, Instant lastListing) {}

    /**
     * Lists one environment if one is due: one that hangs then holds up the pass for one call and no longer, and one that
     * fails leaves the others.
     *
     * @return how long until the next is due; empty while the connection is not usable
     */
    Optional<Duration> run(HasMetadata connection, ConnectionState state, ProbeContext pass) {
        var link = state.link().filter(open -> state.ready());
        return link.flatMap(open -> {
            var timetable = byUid.computeIfAbsent(
                    connection.getMetadata().getUid(), any -> new ListingSchedule(pass.key(), interval));
            timetable.plan(environments(state, open), pass.now());
            timetable.next(pass.now()).ifPresent(id -> list(connection, state, open, id, timetable, pass.now()));
            return timetable.wait(pass.now());
        });
    }

    private Set<String> environments(ConnectionState state, ConnectionState.Link link) {
        return link.team().projects().stream()
                .flatMap(project -> project.environments().stream()
                        .map(found -> new TargetEnvironment(project.id(), project.name(), found.id(), found.name())))
                .filter(target -> link.reachable().contains(target.environmentId()))
                .filter(target -> policies.refusalOfEnvironment(state, target).isEmpty())
                .map(TargetEnvironment::environmentId)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void list(
            HasMetadata connection,
            ConnectionState state,
            ConnectionState.Link link,
            String id,
            ListingSchedule timetable,
            Instant now) {
        try {
            var listing = link.inventory().read(id, timetable.dueAt(id));
            timetable.listed(id, now);
            findings.listed(new Environment(state.key(), id), listing.requestedAt());
            registry.tellListed(new InventoryPoll(connection, state.key(), state.spec(), link, id, listing));
        } catch (ChalkException e) {
            findings.failed(new Environment(state.key(), id));
            if (timetable.failed(id, e.failure().kind(), now)) {
                LOG.warnf(
                        "inventory not read connection=\"%s\" environment=%s kind=%s message=\"%s\"",
                        state.key(), id, e.failure().kind(), e.failure().message());
            }
        }
    }

    /** Empty until each environment was asked for once: half a sum would look like a change. */
    Optional<Total> total(String uid, ConnectionKey key) {
        return Optional.ofNullable(byUid.get(uid))
                .filter(ListingSchedule::isComplete)
                .flatMap(timetable -> {
                    findings.retain(key, timetable.environmentIds());
                    return total(timetable.environmentIds().stream()
                            .flatMap(id -> findings.find(new Environment(key, id)).stream())
                            .toList());
                });
    }

    private static Optional<Total> total(List<Finding> known) {
        if (known.stream().anyMatch(found -> found.orphans().isEmpty())) {
            return Optional.empty();
        }
        int orphans =
                known.stream().mapToInt(found -> found.orphans().orElse(0)).sum();
        return known.stream().map(Finding::listedAt).max(Instant::compareTo).map(last -> new Total(orphans, last));
    }

    void forget(ConnectionKey key, String uid) {
        byUid.remove(uid);
        findings.retain(key, Set.of());
    }
}
