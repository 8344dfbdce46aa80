// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.Defaults;
import ai.chalk.credentials.common.Spread;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.decision.Decider;
import ai.chalk.credentials.decision.Decision;
import ai.chalk.credentials.decision.Outcome;
import ai.chalk.credentials.decision.Step;
import ai.chalk.credentials.kubernetes.WriteResult;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.PolicyCheck;
import ai.chalk.credentials.status.StatusAssembler;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One reconciliation of one credential: observe, decide, act, report. It carries out at most one step and then writes
 * at most one status. A change that takes several steps takes several reconciliations, so that a crash between two
 * steps only means that the next reconciliation continues.
 */
public final class CredentialReconciliation {

    private static final Logger LOG = Logger.getLogger(CredentialReconciliation.class);

    /**
     * While the API server rejects the status, nothing records that the step was carried out, so the step may run
     * again. This wait keeps it from running in a tight loop.
     */
    private static final Duration AFTER_REFUSED_WRITE = Duration.ofSeconds(5);

    private final Connections connections;
    private final EventRecorder events;
    private final Decider decider;
    private final ProcessClock clock;
    private final StartupGracePeriod startup;
    private final CredentialObserver observer;
    private final ConnectionBulkhead bulkhead;
    private final StepExecutor.Memory memory;
    private final StatusAssembler statuses = new StatusAssembler();

    /**
     * Creates a reconciliation without any memory of earlier ones.
     *
     * @param sources triggers reconciliations, and knows which connections have changed
     * @param clock the time, and the sleep between attempts to verify a new token
     */
    public CredentialReconciliation(
            CredentialSettings settings,
            Connections connections,
            CredentialEventSources sources,
            EventRecorder events,
            Decider decider,
            ProcessClock clock) {
        this.connections = connections;
        this.events = events;
        this.decider = decider;
        this.clock = clock;
        this.startup = new StartupGracePeriod(connections);
        this.bulkhead = new ConnectionBulkhead(sources::wake);
        this.memory = new StepExecutor.Memory(new MissingTokenTracker(), new TokenCheckCache(), new RewriteLoopGuard());
        var resolver = new ConnectionResolver(connections, new PolicyCheck(), memory.tokenChecks());
        this.observer = new CredentialObserver(settings, resolver, sources.connectionChanges(), clock);
    }

    /** Runs one reconciliation, and returns after how long to run the next one if no event triggers it earlier. */
    public Duration run(ChalkServiceCredential credential, CredentialStore store) {
        var now = observer.now();
        if (startup.isConnectionAwaited(credential, store, now)) {
            return RequeueIntervals.WAIT_FOR_TURN;
        }
        try (var permits = bulkhead.permits(ResourceID.fromResource(credential))) {
            var pass = observe(credential, store, now, false);
            var decision = decider.decide(pass.seen());
            if (!mayCallChalk(decision.step(), permits)) {
                return RequeueIntervals.WAIT_FOR_TURN;
            }
            if (decision.step().needsFreshLook()) {
                // Decide again on what the API server returns now: the cache may lag, and this step cannot be undone.
                var current = readAgain(credential, store);
                if (current.isEmpty()) {
                    return RequeueIntervals.LONGEST_REST;
                }
                pass = observe(current.get(), store, now, true);
                decision = decider.decide(pass.seen());
                if (!mayCallChalk(decision.step(), permits)) {
                    return RequeueIntervals.WAIT_FOR_TURN;
                }
            }
            var outcome = act(pass, decision);
            return report(pass, decision.step(), outcome);
        }
    }

    private ReconcileContext observe(
            ChalkServiceCredential credential, CredentialStore store, Instant now, boolean fresh) {
        return new ReconcileContext(store, observer.observe(credential, store, now, fresh), credential);
    }

    /** If the step calls Chalk, takes a permit of the connection that it uses. */
    private boolean mayCallChalk(Step step, ConnectionBulkhead.Permits permits) {
        return step.chalk()
                .map(location -> ConnectionKey.of(location.connection()))
                .map(key -> permits.tryAcquire(key, concurrency(key)))
                .orElse(true);
    }

    private int concurrency(ConnectionKey key) {
        return connections
                .find(key)
                .map(state -> Defaults.concurrency(state.spec()))
                .orElse(Defaults.CONCURRENCY);
    }

    private static Optional<ChalkServiceCredential> readAgain(
            ChalkServiceCredential credential, CredentialStore store) {
        var metadata = credential.getMetadata();
        return store.read(metadata.getNamespace(), metadata.getName())
                .filter(found -> found.getMetadata().getUid().equals(metadata.getUid()));
    }

    private Outcome act(ReconcileContext pass, Decision decision) {
        var outcome = decision.step() instanceof Step.Effect effect
                ? effect.applyTo(new StepExecutor(pass, connections, memory, statuses, clock))
                : new Outcome.Nothing();
        if (decision.step() instanceof Step.Issue issue) {
            events.attempted(issue.reason(), outcome);
        }
        LOG.debugf(
                "pass rule=\"%s\" outcome=%s",
                decision.rule(), outcome.getClass().getSimpleName());
        return outcome;
    }

    private Duration report(ReconcileContext pass, Step step, Outcome outcome) {
        if (step instanceof Step.Release && outcome instanceof Outcome.Done) {
            return RequeueIntervals.LONGEST_REST;
        }
        var status = statuses.assemble(pass.seen(), step, outcome);
        if (!status.equals(pass.seen().status())) {
            var written = pass.write(status);
            if (!written.isDone()) {
                return RequeueIntervals.afterConflict(written).orElseGet(() -> afterRefusal(pass, written));
            }
        }
        EventMessage.of(step, outcome, pass.statusBefore(), status).forEach(message -> publish(pass, message));
        return untilNext(pass, step, outcome);
    }

    /**
     * The wait is spread by uid, so that credentials whose writes are rejected at the same time do not retry at the
     * same time.
     */
    private static Duration afterRefusal(ReconcileContext pass, WriteResult<?> written) {
        var id = pass.seen().id();
        LOG.warnf("status not written credential=%s/%s message=\"%s\"", id.namespace(), id.name(), written.message());
        return AFTER_REFUSED_WRITE.plus(Spread.offset(id.uid(), AFTER_REFUSED_WRITE));
    }

    private void publish(ReconcileContext pass, EventMessage message) {
        var id = pass.seen().id();
        LOG.logf(
                message.warning() ? Logger.Level.WARN : Logger.Level.INFO,
                "%s credential=%s/%s reason=%s message=\"%s\"",
                message.warning() ? "credential problem" : "credential changed",
                id.namespace(),
                id.name(),
                message.reason(),
                message.note());
        events.publish(
                pass.latest(),
                message.warning(),
                message.reason(),
                message.action(),
                message.note(),
                pass.seen().now());
    }

    private Duration untilNext(ReconcileContext pass, Step step, Outcome outcome) {
        if (outcome instanceof Outcome.Fenced) {
            return RequeueIntervals.AFTER_CONFLICT;
        }
        if (outcome instanceof Outcome.Done || outcome instanceof Outcome.Published) {
            return Duration.ZERO;
        }
        var due = decider.wakeUp(pass.seen(), step);
        var wait = due.map(at -> Duration.between(pass.seen().now(), at)).orElse(RequeueIntervals.LONGEST_REST);
        return wait.isNegative() ? Duration.ZERO : RequeueIntervals.atMost(wait);
    }
}
