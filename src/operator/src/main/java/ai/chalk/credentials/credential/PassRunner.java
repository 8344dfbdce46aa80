// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Defaults;
import ai.chalk.credentials.common.Spread;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.decision.Decider;
import ai.chalk.credentials.decision.Decision;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.decision.Outcome;
import ai.chalk.credentials.decision.Step;
import ai.chalk.credentials.kubernetes.WriteResult;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.PolicyCheck;
import ai.chalk.credentials.status.StatusAssembler;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One pass: observe, decide, act, report. At most one step is carried out and at most one status written after it; several
 * steps are several passes, so that a crash anywhere is just the next pass.
 */
public final class PassRunner {

    private static final Logger LOG = Logger.getLogger(PassRunner.class);

    /** A status that is not taken keeps nothing of what was done, so the step may be repeated: not at full speed. */
    private static final Duration AFTER_REFUSED_WRITE = Duration.ofSeconds(5);

    private final Connections connections;
    private final CredentialObserver observer;
    private final StartupGracePeriod firstLooks;
    private final Links links;
    private final ConnectionBulkhead turns;
    private final EventRecorder announcer;
    private final PassMemory memory;
    private final Decider decider = new Decider();
    private final Function<Observation, Decision> decisions;
    private final StatusAssembler statuses = new StatusAssembler();

    public PassRunner(
            CredentialSettings settings,
            Connections connections,
            EventRecorder announcer,
            ConnectionChangeTracker changes,
            ConnectionBulkhead turns,
            Clock clock,
            Consumer<Duration> pauses) {
        this(settings, connections, announcer, changes, turns, clock, pauses, new Decider()::decide);
    }

    public PassRunner(
            CredentialSettings settings,
            Connections connections,
            EventRecorder announcer,
            ConnectionChangeTracker changes,
            ConnectionBulkhead turns,
            Clock clock,
            Consumer<Duration> pauses,
            Function<Observation, Decision> decisions) {
        this.decisions = decisions;
        this.connections = connections;
        this.firstLooks = new StartupGracePeriod(connections);
        this.links = new Links(connections);
        this.memory =
                new PassMemory(new MissingTokenTracker(), new TokenCheckCache(), new RewriteLoopGuard(), clock, pauses);
        var views = new ConnectionResolver(connections, new PolicyCheck(), memory.verdicts());
        this.observer = new CredentialObserver(settings, views, changes, clock);
        this.turns = turns;
        this.announcer = announcer;
    }

    /** Runs one pass, and says when the next one is due if nothing happens. */
    public Duration run(ChalkServiceCredential credential, CredentialStore store) {
        var now = observer.now();
        if (awaitsConnection(credential, store, now)) {
            return RequeueIntervals.WAIT_FOR_TURN;
        }
        var pass = look(store, credential, now, false);
        var decision = decisions.apply(pass.seen());
        return inTurn(credential, decision, Optional.empty(), entered -> {
            if (!decision.step().needsFreshLook()) {
                return act(pass, decision, now);
            }
            var metadata = credential.getMetadata();
            return store.read(metadata.getNamespace(), metadata.getName())
                    .filter(found -> found.getMetadata().getUid().equals(metadata.getUid()))
                    .map(found -> again(store, found, entered, now))
                    .orElse(RequeueIntervals.LONGEST_REST);
        });
    }

    private boolean awaitsConnection(ChalkServiceCredential credential, CredentialStore store, Instant now) {
        var namespace = credential.getMetadata().getNamespace();
        return CredentialEventSources.connectionsOf(credential)
                .filter(key -> key.namespace()
                        .filter(other -> !other.equals(namespace))
                        .isEmpty())
                .anyMatch(key -> firstLooks.isAwaited(key, now, store::connectionExists));
    }

    /** Decides once more, on what the API server says now: a cache may lag, and what follows cannot be taken back. */
    private Duration again(
            CredentialStore store, ChalkServiceCredential credential, Optional<ConnectionKey> entered, Instant now) {
        var pass = look(store, credential, now, true);
        var decision = decisions.apply(pass.seen());
        return inTurn(credential, decision, entered, any -> act(pass, decision, now));
    }

    /** Does it once there is room at the connection that the step calls Chalk through, unless that was entered before. */
    private Duration inTurn(
            ChalkServiceCredential credential,
            Decision decision,
            Optional<ConnectionKey> entered,
            Function<Optional<ConnectionKey>, Duration> work) {
        var place = decision.step().chalk().map(found -> ConnectionKey.of(found.connection()));
        if (place.isEmpty() || place.equals(entered)) {
            return work.apply(place);
        }
        if (!turns.enter(place.get(), places(place.get()), ResourceID.fromResource(credential))) {
            return RequeueIntervals.WAIT_FOR_TURN;
        }
        try {
            return work.apply(place);
        } finally {
            turns.leave(place.get());
        }
    }

    private ReconcileContext look(
            CredentialStore store, ChalkServiceCredential credential, Instant now, boolean fresh) {
        return new ReconcileContext(store, observer.observe(credential, store, now, fresh), credential);
    }

    private Duration act(ReconcileContext pass, Decision decision, Instant now) {
        var before = pass.seen().status();
        var outcome = decision.step().applyTo(new StepExecutor(pass, links, memory, statuses));
        if (decision.step() instanceof Step.Issue issue) {
            announcer.attempted(issue.reason(), outcome);
        }
        LOG.debugf(
                "pass rule=\"%s\" outcome=%s",
                decision.rule(), outcome.getClass().getSimpleName());
        if (decision.step() instanceof Step.Release && outcome instanceof Outcome.Done) {
            return RequeueIntervals.LONGEST_REST;
        }
        return report(pass, decision.step(), outcome, before, now);
    }

    private Duration report(
            ReconcileContext pass, Step step, Outcome outcome, ChalkServiceCredentialStatus before, Instant now) {
        var status = statuses.assemble(pass.seen(), step, outcome);
        if (!status.equals(pass.seen().status())) {
            var written = pass.write(status);
            if (!written.isDone()) {
                return RequeueIntervals.afterConflict(written).orElseGet(() -> afterRefusal(pass, written));
            }
        }
        EventMessage.of(step, outcome, before, status).forEach(said -> announce(pass, said, now));
        return wait(pass, step, outcome, now);
    }

    /** Those of many credentials that are refused together do not come back together. */
    private static Duration afterRefusal(ReconcileContext pass, WriteResult<?> written) {
        var id = pass.seen().id();
        LOG.warnf("status not written credential=%s/%s message=\"%s\"", id.namespace(), id.name(), written.message());
        return AFTER_REFUSED_WRITE.plus(Spread.offset(id.uid(), AFTER_REFUSED_WRITE));
    }

    private void announce(ReconcileContext pass, EventMessage said, Instant now) {
        var id = pass.seen().id();
        LOG.logf(
                said.warning() ? Logger.Level.WARN : Logger.Level.INFO,
                "%s credential=%s/%s reason=%s note=\"%s\"",
                said.warning() ? "trouble" : "progress",
                id.namespace(),
                id.name(),
                said.reason(),
                said.note());
        announcer.publish(pass.latest(), said.warning(), said.reason(), said.action(), said.note(), now);
    }

    private Duration wait(ReconcileContext pass, Step step, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Fenced) {
            return RequeueIntervals.AFTER_CONFLICT;
        }
        if (outcome instanceof Outcome.Done || outcome instanceof Outcome.Published) {
            return Duration.ZERO;
        }
        var due = decider.wakeUp(pass.seen(), step);
        var wait = due.map(at -> Duration.between(now, at)).orElse(RequeueIntervals.LONGEST_REST);
        return wait.isNegative() ? Duration.ZERO : RequeueIntervals.atMost(wait);
    }

    private int places(ConnectionKey key) {
        return connections
                .find(key)
                .map(state -> Defaults.concurrency(state.spec()))
                .orElse(Defaults.CONCURRENCY);
    }
}
