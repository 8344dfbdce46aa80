// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.storm;

import ai.chalk.credentials.dev.quickstart.Pause;
import ai.chalk.credentials.simulator.ConnectCode;
import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Faults;
import ai.chalk.credentials.simulator.Procedure;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What Chalk is like in a storm: slow, so that every window is wide enough to die in, and now and then unwell. It counts what
 * was really changed, which the operator need not have been told.
 */
final class FaultSchedule {

    /** A stray is older than its successor, so no listing that lags by one change hides it from a sweep. */
    private static final int LAG = 1;

    /** The watch that tells of publications must have told of all before a revocation is looked at. */
    private static final Duration WATCH_LAG = Duration.ofMillis(30);

    private static final int MOST_FAULTS = 3;
    private static final int CHANGE_MILLIS = 250;
    private static final int OTHER_MILLIS = 100;
    /**
     * Short: a predecessor that was revoked and not recorded is looked for over a minute, and holds up the rotations of its
     * credential for longer than most lives.
     */
    private static final int DELETE_MILLIS = 20;

    private static final List<FaultRule> FAULTS = List.of(
            FaultRule.of(Fault.refuse(ConnectCode.UNAVAILABLE)).on(Procedure.CREATE_SERVICE_TOKEN),
            lostCreation(),
            FaultRule.of(Fault.refuse(ConnectCode.UNAVAILABLE).afterTheChange()).on(Procedure.CREATE_SERVICE_TOKEN),
            FaultRule.of(Fault.requestLost()).on(Procedure.CREATE_SERVICE_TOKEN),
            FaultRule.of(Fault.truncatedJson()).on(Procedure.CREATE_SERVICE_TOKEN),
            FaultRule.of(Fault.refuse(ConnectCode.UNAVAILABLE))
                    .on(Procedure.EXCHANGE)
                    .forTokensNamed("/" + StormEnvironment.CREDENTIAL),
            FaultRule.of(Fault.answerLost()).on(Procedure.DELETE_SERVICE_TOKEN),
            FaultRule.of(Fault.refuse(ConnectCode.UNAVAILABLE)).on(Procedure.DELETE_SERVICE_TOKEN),
            FaultRule.of(Fault.html(502)).on(Procedure.LIST_SERVICE_TOKENS),
            FaultRule.of(Fault.staleListing(LAG)).on(Procedure.LIST_SERVICE_TOKENS));

    private final Faults faults;
    private final Runnable beforeRevocation;
    private final Random latencies;
    private final AtomicInteger created = new AtomicInteger();
    private final AtomicInteger revoked = new AtomicInteger();

    /**
     * Begins without faults, and not slow.
     *
     * @param beforeRevocation what to do before each
     * @param seed of how slow each call is
     */
    FaultSchedule(Faults faults, Runnable beforeRevocation, long seed) {
        this.faults = faults;
        this.latencies = new Random(seed);
        this.beforeRevocation = beforeRevocation;
        count();
    }

    private static FaultRule lostCreation() {
        return FaultRule.of(Fault.answerLost()).on(Procedure.CREATE_SERVICE_TOKEN);
    }

    private void count() {
        after(Procedure.CREATE_SERVICE_TOKEN, created::incrementAndGet);
        after(Procedure.DELETE_SERVICE_TOKEN, revoked::incrementAndGet);
        before(Procedure.DELETE_SERVICE_TOKEN, () -> Pause.of(WATCH_LAG));
        before(Procedure.DELETE_SERVICE_TOKEN, beforeRevocation);
    }

    /** From now on all calls are slow, and one creation is lost for certain. */
    void blow() {
        before(Procedure.CREATE_SERVICE_TOKEN, () -> pause(CHANGE_MILLIS));
        after(Procedure.CREATE_SERVICE_TOKEN, () -> pause(CHANGE_MILLIS));
        before(Procedure.EXCHANGE, () -> pause(OTHER_MILLIS));
        before(Procedure.LIST_SERVICE_TOKENS, () -> pause(OTHER_MILLIS));
        after(Procedure.DELETE_SERVICE_TOKEN, () -> pause(DELETE_MILLIS));
        faults.add(lostCreation().once());
    }

    /** Some more faults, each of which strikes a few times. */
    void worsen(Random random) {
        for (int i = random.nextInt(MOST_FAULTS + 1); i > 0; i--) {
            faults.add(FAULTS.get(random.nextInt(FAULTS.size())).times(1 + random.nextInt(2)));
        }
    }

    /** No faults, and not slow; to be called while no operator lives, as nothing counts meanwhile. */
    void calm() {
        faults.clear();
        count();
    }

    /** Tokens that were created, whoever was told. */
    int created() {
        return created.get();
    }

    /** Tokens that were revoked, whoever was told. */
    int revoked() {
        return revoked.get();
    }

    private void before(Procedure procedure, Runnable event) {
        faults.add(FaultRule.of(Fault.meanwhile(event)).on(procedure));
    }

    private void after(Procedure procedure, Runnable event) {
        faults.add(FaultRule.of(Fault.meanwhile(event).afterTheChange()).on(procedure));
    }

    /** As long as the seed says, although which call gets which length depends on the order in which threads ask. */
    private void pause(int mostMillis) {
        Pause.of(Duration.ofMillis(latencies.nextInt(mostMillis)));
    }
}
