// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.Defaults;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.decision.Decider;
import ai.chalk.credentials.decision.Decision;
import ai.chalk.credentials.decision.Outcome;
import ai.chalk.credentials.decision.Step;
import ai.chalk.credentials.kubernetes.WriteResult;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.PolicyCheck;
import ai.chalk.credentials.schedule.Spread;
import ai.chalk.credentials.status.StatusAssembler;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One pass over one credential: observe, decide, act, report. At most one step is carried out and at most one status written
 * after it; several steps are several passes, so that a crash anywhere is just the next pass.
 */
public final class CredentialReconciliation {

    private static final Logger LOG = Logger.getLogger(CredentialReconciliation.class);

    /** If a status is not accepted, nothing says that the step was carried out, so it may be repeated: not at full speed. */
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
     * Remembers nothing yet.
     *
     * @param sources what wakes passes, and knows which connections have changed
     * @param clock the time, and how an attempt to issue a token waits
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

    /** Runs one pass, and returns how long to wait for the next one if nothing happens. */
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
                // Decided again on what the API server has now: a cache may lag, and this step cannot be undone.
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

    /** Takes a permit of the connection that the step calls Chalk through, if it calls Chalk. */
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

    /** Credentials whose writes are refused together do not retry together. */
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
