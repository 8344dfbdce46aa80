// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.chalk.MutableClock;
import ai.chalk.credentials.decision.CredentialId;
import ai.chalk.credentials.decision.EffectiveSpec;
import ai.chalk.credentials.simulator.SimulatedChalk;
import ai.chalk.credentials.simulator.SimulatedTeam;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The environment of one credential: cluster, Chalk, workload and time, and the checks of the promises. */
public final class LifeWorld {

    /** How far each effect advances the clock. */
    private static final Duration TICK = Duration.ofMillis(10);

    public static final String NAME = "scorer";
    static final SimulatedTeam CHALK = SimulatedTeam.standard();
    public static final List<String> ENVIRONMENTS =
            List.of(CHALK.environmentId("fraud", "production"), CHALK.environmentId("fraud", "staging"));
    public static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    public final MutableClock clock = new MutableClock(START);
    public final LifeCluster cluster = new LifeCluster(clock);
    public final SimulatedChalk chalk = SimulatedChalk.standard(CHALK, clock);
    public final LifeTokens tokens = new LifeTokens(this);
    final LifeWorkload workload = new LifeWorkload(this);
    final LifePromises promises = new LifePromises(this);
    final LifeTrace trace;
    final LifeMutation mutation;

    public LifeFate fate = LifeFate.KIND;
    /** Whether Chalk refuses every connection. */
    public boolean outage;
    /** Whether the operator has checked its connection. */
    public boolean connected = true;

    private Instant latest = START;
    private final Deque<Late> late = new ArrayDeque<>();
    private long moments;

    private record Late(String what, Runnable landing) {}

    LifeWorld(LifeMutation mutation, boolean traced) {
        this.mutation = mutation;
        this.trace = new LifeTrace(traced);
    }

    /** Advances the clock, or sets it back. */
    public void advance(Duration step) {
        if (step.isNegative()) {
            promises.disturbances().setBack();
        }
        clock.advance(step);
        latest = clock.instant().isAfter(latest) ? clock.instant() : latest;
        trace.add(() -> "time passes: " + step);
    }

    /** Corrects a clock that was set back. */
    void setClockRight() {
        clock.advance(Duration.between(clock.instant(), latest));
    }

    /** Returns a new logical time, which counts events and is independent of the clock. */
    long happened() {
        return ++moments;
    }

    LifeFate.Turn turn(LifeProcess process, LifeEffect effect) {
        var turn = fate.turn(process, effect);
        if (turn == LifeFate.Turn.CRASH_BEFORE) {
            trace.add(() -> process + " CRASHES before it " + effect);
            throw new LifeFate.Crash();
        }
        if (turn != LifeFate.Turn.TAKES_PLACE) {
            trace.add(() -> process + " " + effect + ": " + turn);
        }
        return turn;
    }

    void tookPlace(LifeProcess process, LifeEffect effect, LifeFate.Turn turn, String what) {
        happened();
        clock.advance(TICK);
        trace.add(() -> process + " " + effect + " " + what + LifeSummary.of(this));
        if (turn == LifeFate.Turn.CRASH_AFTER) {
            trace.add(() -> process + " CRASHES after it " + effect);
            throw new LifeFate.Crash();
        }
        fate.tookPlace(process, effect);
    }

    /** Delays a request, so that it takes effect later. */
    void later(String what, Runnable landing) {
        late.add(new Late(what, landing));
    }

    boolean land() {
        var next = Optional.ofNullable(late.poll());
        next.ifPresent(found -> {
            found.landing().run();
            trace.add(() -> "a late request lands: " + found.what() + LifeSummary.of(this));
        });
        return next.isPresent();
    }

    void landAll() {
        boolean landed = land();
        while (landed) {
            landed = land();
        }
    }

    public Optional<ChalkServiceCredential> credential() {
        return cluster.get(ChalkServiceCredential.class, NAME);
    }

    public Optional<Secret> secret(String name) {
        return cluster.get(Secret.class, name);
    }

    /** Whether a revocation waits for a running pod. */
    boolean isWaitedFor() {
        return credential()
                .flatMap(found -> Optional.ofNullable(found.getStatus()))
                .filter(status -> status.retiring().stream()
                        .anyMatch(retiring -> !retiring.blockedBy().isEmpty()))
                .isPresent();
    }

    /** The name of the Secret that the spec asks for. */
    public String secretName() {
        return credential()
                .map(LifeWorld::effective)
                .map(EffectiveSpec::secretName)
                .orElse(NAME);
    }

    static EffectiveSpec effective(ChalkServiceCredential credential) {
        var metadata = credential.getMetadata();
        return new EffectiveSpec(
                new CredentialId(metadata.getNamespace(), metadata.getName(), metadata.getUid()), credential.getSpec());
    }
}
