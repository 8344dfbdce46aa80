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
 * Chalk's behavior during a storm: slow, so that every crash window is wide enough for a kill, and with occasional
 * faults. It counts the actual changes, of which the operator may not have learned.
 */
final class FaultSchedule {

    /** A stray is older than its successor, so a listing that lags by one change cannot hide it from a sweep. */
    private static final int LAG = 1;

    /** The watch must have reported all publications before a revocation is checked. */
    private static final Duration WATCH_LAG = Duration.ofMillis(30);

    private static final int MOST_FAULTS = 3;
    private static final int CHANGE_MILLIS = 250;
    private static final int OTHER_MILLIS = 100;
    /**
     * Short, because after a revocation that was not recorded, the operator searches for the token for a minute, which
     * delays the rotations of its credential for longer than most lives.
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
     * Starts without faults and without delays.
     *
     * @param beforeRevocation runs before each revocation
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

    /** From now on, all calls are slow. One creation is certain to be lost. */
    void blow() {
        before(Procedure.CREATE_SERVICE_TOKEN, () -> pause(CHANGE_MILLIS));
        after(Procedure.CREATE_SERVICE_TOKEN, () -> pause(CHANGE_MILLIS));
        before(Procedure.EXCHANGE, () -> pause(OTHER_MILLIS));
        before(Procedure.LIST_SERVICE_TOKENS, () -> pause(OTHER_MILLIS));
        after(Procedure.DELETE_SERVICE_TOKEN, () -> pause(DELETE_MILLIS));
        faults.add(lostCreation().once());
    }

    /** Adds some faults, each of which strikes a few times. */
    void worsen(Random random) {
        for (int i = random.nextInt(MOST_FAULTS + 1); i > 0; i--) {
            faults.add(FAULTS.get(random.nextInt(FAULTS.size())).times(1 + random.nextInt(2)));
        }
    }

    /** Removes all faults and delays. Call it only while no operator runs, because it suspends counting. */
    void calm() {
        faults.clear();
        count();
    }

    /** Number of created tokens, including those of which the operator did not learn. */
    int created() {
        return created.get();
    }

    /** Number of revoked tokens, including those of which the operator did not learn. */
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
