// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.connect.CachedInventory;
import ai.chalk.credentials.credential.CredentialEventSources;
import ai.chalk.credentials.credential.CredentialReconciliation;
import ai.chalk.credentials.credential.CredentialSettings;
import ai.chalk.credentials.credential.InstallationNames;
import ai.chalk.credentials.decision.OperatorLimits;
import ai.chalk.credentials.decision.Step;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import ai.chalk.credentials.kubernetes.WriteResult;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One run of the operator: the real reconciliation, with its own memory and caches, until the process ends or crashes.
 */
public final class LifeProcess {

    static final String INSTALLATION = "8d1e";
    static final InstallationNames NAMES = new InstallationNames(INSTALLATION, Set.of());
    public static final OperatorLimits LIMITS = new OperatorLimits(Duration.ofMinutes(15), 6, Duration.ofMinutes(10));

    private static final Duration AFTER_LOST_API_SERVER = Duration.ofSeconds(5);

    final String name;
    final LifeStore store;
    public final CachedInventory inventory;
    final LifeListings listings;

    private final LifeWorld world;
    private final CredentialReconciliation reconciliation;
    private int effects;
    private boolean busy;
    private long passBegan;
    private long looked;
    private Instant passTime = Instant.EPOCH;
    private Step step = new Step.Rest(Optional.empty());

    LifeProcess(String name, LifeWorld world) {
        this.name = name;
        this.world = world;
        this.store = new LifeStore(this, world);
        this.listings = new LifeListings(this, world);
        var chalk = world.mutation.chalk(new LifeChalk(this, world));
        this.inventory = new CachedInventory(chalk, world.clock);
        var connections = new LifeConnections(world, chalk, world.mutation.inventory(inventory, world.clock));
        var settings = new CredentialSettings("chalk-system", true, () -> NAMES, LIMITS);
        this.reconciliation = new CredentialReconciliation(
                settings,
                connections,
                new CredentialEventSources(settings, connections, world.clock),
                (about, warning, reason, action, note, time) -> world.promises.said(reason + " " + note),
                new LifeDecider(world.mutation.decider(), decided -> step = decided),
                new LifeClock(world.clock));
    }

    /** Does what the framework does with an event: adds the finalizer first, then reconciles what the cache has. */
    public Duration pass(String credential) {
        if (busy) {
            return Duration.ZERO;
        }
        passBegan = world.happened();
        passTime = world.clock.instant();
        world.trace.add(() -> name + " begins a pass");
        return store.credentials.get(credential).map(this::pass).orElse(Duration.ofDays(1));
    }

    private Duration pass(ChalkServiceCredential credential) {
        var metadata = credential.getMetadata();
        boolean finalized = metadata.getFinalizers().contains(WellKnownNames.FINALIZER);
        if (!finalized) {
            if (metadata.getDeletionTimestamp() == null) {
                store.addFinalizer(metadata.getName());
                return Duration.ZERO;
            }
            return Duration.ofDays(1);
        }
        busy = true;
        try {
            return reconciliation.run(credential, world.mutation.store(store));
        } catch (KubernetesClientException e) {
            return AFTER_LOST_API_SERVER;
        } finally {
            busy = false;
        }
    }

    /** Does what the reconciler of connections does from time to time; not while this process is paused. */
    void readInventory() {
        if (busy) {
            return;
        }
        busy = true;
        try {
            readInventories();
        } finally {
            busy = false;
        }
    }

    private void readInventories() {
        for (var environment : LifeWorld.ENVIRONMENTS) {
            try {
                inventory.read(environment, world.clock.instant());
            } catch (ChalkException e) {
                return;
            }
        }
    }

    public void catchUp() {
        store.credentials.catchUp();
        store.secrets.catchUp();
        store.namespaces.catchUp();
    }

    /** How many effects this process has had. */
    public int effects() {
        return effects;
    }

    /** When its present reconciliation began, by the clock. */
    Instant passTime() {
        return passTime;
    }

    /** The logical time at which its present reconciliation began. */
    long passBegan() {
        return passBegan;
    }

    /** The step that its present reconciliation has chosen. */
    Step step() {
        return step;
    }

    boolean beganAfter(long moment) {
        return passBegan > moment;
    }

    /** Whether its present reconciliation began before that logical time. */
    boolean beganBefore(long moment) {
        return passBegan < moment;
    }

    /**
     * Whether it last read Secrets before that logical time or, if it has read none, began its present reconciliation
     * before it.
     */
    boolean lookedBefore(long moment) {
        return Math.max(passBegan, looked) < moment;
    }

    /** Notes that it reads a Secret. */
    void looks() {
        looked = world.happened();
    }

    <T> T read(LifeEffect effect, Supplier<T> read) {
        var turn = world.turn(this, effect);
        if (turn != LifeFate.Turn.TAKES_PLACE) {
            throw new KubernetesClientException("simulated fault", 503, null);
        }
        return read.get();
    }

    <T> WriteResult<T> write(LifeEffect effect, Supplier<WriteResult<T>> write) {
        effects++;
        var turn = world.turn(this, effect);
        if (turn == LifeFate.Turn.FAILS) {
            return new WriteResult<>(WriteResult.Result.REFUSED, Optional.empty(), "simulated fault");
        }
        if (turn == LifeFate.Turn.REQUEST_LOST) {
            return new WriteResult<>(WriteResult.Result.DOUBTFUL, Optional.empty(), "simulated fault");
        }
        var written = write.get();
        world.tookPlace(this, effect, turn, written.result().toString());
        return switch (turn) {
            case ANSWER_LOST, LATE ->
                new WriteResult<>(WriteResult.Result.DOUBTFUL, Optional.empty(), "simulated fault");
            case REPEATED -> LifeObjects.conflict();
            default -> written;
        };
    }

    /** A call to Chalk counts as an effect even if it changes nothing, because a credential at rest causes none. */
    LifeFate.Turn call(LifeEffect effect) {
        effects++;
        return world.turn(this, effect);
    }

    @Override
    public String toString() {
        return name;
    }
}
