// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.api.v1alpha1.ConnectionSpec;
import ai.chalk.credentials.api.v1alpha1.ConnectionStatus;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionReason;
import ai.chalk.credentials.policy.ConnectionState;
import ai.chalk.credentials.reconcile.ReconcileGate;
import ai.chalk.credentials.reconcile.ReconcileGuard;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a connection of either kind: read what it refers to, ask Chalk where that is due, tell the credentials, write
 * the status if it changed.
 */
@Singleton
class ConnectionReconciliation {

    private static final Logger LOG = Logger.getLogger(ConnectionReconciliation.class);

    private static final Duration AFTER_REFUSED_WRITE = Duration.ofSeconds(10);

    private final ConnectionObserver observer;
    private final ConnectionProbe probe;
    private final ConnectionRegistry registry;
    private final InventoryPoller rounds;
    private final ReconcileGate gate;
    private final Clock clock;
    private final Map<String, ConnectionSession> sessionsByUid = new ConcurrentHashMap<>();

    @Inject
    ConnectionReconciliation(
            ConnectionSettings settings,
            ConnectionProbe probe,
            ConnectionRegistry registry,
            InventoryPoller rounds,
            ReconcileGate gate,
            Clock clock) {
        this.observer = new ConnectionObserver(new AllowedApiServers(settings.allowedApiServers()));
        this.probe = probe;
        this.registry = registry;
        this.rounds = rounds;
        this.gate = gate;
        this.clock = clock;
    }

    <P extends CustomResource<ConnectionSpec, ConnectionStatus>> UpdateControl<P> reconcile(
            ConnectionKey key, P connection, Context<P> context, ReferencedObjects<P> references) {
        var wait = ReconcileGuard.run(gate, about(key), () -> pass(key, connection, context, references));
        return UpdateControl.<P>noUpdate().rescheduleAfter(wait);
    }

    private static String about(ConnectionKey key) {
        return "connection=\"" + key + "\"";
    }

    private <P extends CustomResource<ConnectionSpec, ConnectionStatus>> Duration pass(
            ConnectionKey key, P connection, Context<P> context, ReferencedObjects<P> references) {
        var metadata = connection.getMetadata();
        var spec = connection.getSpec();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var pass = new ProbeContext(key, spec.apiServer(), metadata.getGeneration(), now);

        var seen = observer.observe(key, spec, context.getClient());
        references.watch(ResourceID.fromResource(connection), ReferencedObject.of(key, spec), context.getClient());
        var session = probe.probe(pass, seen, sessionsByUid.getOrDefault(metadata.getUid(), ConnectionSession.NONE));
        var state = state(key, spec, session);
        remember(metadata.getUid(), state, session);
        var wait = Stream.concat(Stream.of(session.wait(pass)), rounds.run(connection, state, pass).stream())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        var inventory = rounds.total(metadata.getUid(), key);
        var status = ConnectionStatusAssembler.assemble(connection.getStatus(), state, session, inventory, pass);
        return report(key, connection, context, status).orElse(wait);
    }

    private static ConnectionState state(ConnectionKey key, ConnectionSpec spec, ConnectionSession session) {
        var problem = session.setback().map(ConnectionSession.Setback::problem);
        var link = session.verified()
                .map(it -> new ConnectionState.Link(
                        it.way().chalk(),
                        it.way().inventory(),
                        it.way().settings().credentials().clientId(),
                        it.team(),
                        it.reachable()));
        return new ConnectionState(
                key,
                spec,
                problem.isEmpty(),
                problem.map(ConnectionProblem::reason)
                        .orElse(ConnectionReason.CONNECTED)
                        .word(),
                problem.map(ConnectionProblem::message).orElseGet(() -> session.verified()
                        .map(ConnectionReconciliation::welcome)
                        .orElse("")),
                link);
    }

    private static String welcome(ConnectionSession.Verified verified) {
        var settings = verified.way().settings();
        return "Chalk at %s accepts client id %s, which reaches %d environments of team %s"
                .formatted(
                        settings.apiServer(),
                        settings.credentials().clientId(),
                        verified.reachable().size(),
                        verified.team().name());
    }

    private void remember(String uid, ConnectionState state, ConnectionSession session) {
        var before = registry.find(state.key());
        sessionsByUid.put(uid, session);
        boolean isChanged = registry.put(uid, state);
        if (!registry.isPresent(state.key(), uid)) {
            sessionsByUid.remove(uid);
        }
        if (isChanged && !before.map(ConnectionState::reason).equals(Optional.of(state.reason()))) {
            LOG.infof(
                    "connection changed connection=\"%s\" reason=%s message=\"%s\"",
                    state.key(), state.reason(), state.message());
        }
    }

    /** How long to wait if the status could not be written. */
    private <P extends CustomResource<ConnectionSpec, ConnectionStatus>> Optional<Duration> report(
            ConnectionKey key, P connection, Context<P> context, ConnectionStatus status) {
        var before = connection.getStatus();
        if (!status.equals(before)) {
            connection.setStatus(status);
            try {
                context.resourceOperations().updatePrimaryStatus(connection);
                tellCounted(connection, before, status);
            } catch (KubernetesClientException refused) {
                return Optional.of(afterRefusedWrite(key, refused));
            }
        }
        return Optional.empty();
    }

    private void tellCounted(HasMetadata connection, @Nullable ConnectionStatus before, ConnectionStatus status) {
        var orphans = status.orphans();
        if (orphans != null && !orphans.equals(before == null ? null : before.orphans())) {
            registry.tellCounted(connection, orphans);
        }
    }

    /** Somebody else wrote meanwhile, or the object is gone: the next pass, if there is one, sees what is there now. */
    private static Duration afterRefusedWrite(ConnectionKey key, KubernetesClientException refused) {
        if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT) {
            return Duration.ZERO;
        }
        if (refused.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
            LOG.warnf("connection status not written %s httpStatus=%d", about(key), refused.getCode());
        }
        return AFTER_REFUSED_WRITE;
    }

    /** Watches over the connections of one kind. */
    <P extends CustomResource<ConnectionSpec, ConnectionStatus>> ReferencedObjects<P> references(
            Function<P, ConnectionKey> key) {
        return new ReferencedObjects<>(new ReferencedObjects.Lifecycle<>() {
            @Override
            public void appeared(P connection) {
                registry.appear(key.apply(connection), connection.getMetadata().getUid());
            }

            @Override
            public void disappeared(P connection) {
                var uid = connection.getMetadata().getUid();
                registry.disappear(key.apply(connection), uid);
                sessionsByUid.remove(uid);
                rounds.forget(key.apply(connection), uid);
                LOG.infof("connection gone connection=\"%s\"", key.apply(connection));
            }
        });
    }
}
