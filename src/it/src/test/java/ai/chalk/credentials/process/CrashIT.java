// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.process;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator that is killed at any time leaves no token without an owner, and no credential without a token. */
class CrashIT {

    private static final String SEED = "chalk.crash.seed";
    private static final int KILLS = 10;
    private static final int NEW_PER_LIFE = 6;
    private static final int COUNT = KILLS * NEW_PER_LIFE;
    private static final int WINDOW_MILLIS = 150;

    /** Random kill times for each run. A failure names the seed, which {@code -Dchalk.crash.seed} repeats. */
    private final long seed = Long.getLong(SEED, System.nanoTime());

    private final Random random = new Random(seed);

    /** Creations wait for it, so that at least one response certainly finds no operator. */
    private final CompletableFuture<Void> firstDeath = new CompletableFuture<>();

    private ProcessWorld world;

    @BeforeEach
    void start() throws Exception {
        world = new ProcessWorld(Map.of());
    }

    @AfterEach
    void stop() {
        firstDeath.complete(null);
        world.close();
    }

    @Test
    void tenKillsLoseNoTokenAndLeaveNone() throws Exception {
        System.out.println("CrashIT: moments of -D" + SEED + "=" + seed);
        widenTheWindows();
        liveAndDie(0, 1);
        firstDeath.complete(null);
        for (int life = 1; life < KILLS; life++) {
            liveAndDie(life * NEW_PER_LIFE, 1 + random.nextInt(NEW_PER_LIFE));
        }
        world.chalk.faults().clear();

        world.startOperator().awaitReady();

        for (int i = 0; i < COUNT; i++) {
            world.ready(name(i), 1);
        }
        await("every token to be in one Secret").untilAsserted(this::everyTokenIsHeldByOneSecret);
        assertThat(world.chalk.calls(Procedure.CREATE_SERVICE_TOKEN))
                .as("creations, the first of which had no operator that lived to use its answer")
                .isGreaterThan(COUNT);
    }

    /** Delays calls before and after the change, so that kills affect attempts with and without a token. */
    private void widenTheWindows() {
        var create = FaultRule.of(Fault.meanwhile(this::pause)).on(Procedure.CREATE_SERVICE_TOKEN);
        world.chalk.faults().add(create);
        world.chalk
                .faults()
                .add(FaultRule.of(Fault.meanwhile(this::pause).afterTheChange()).on(Procedure.CREATE_SERVICE_TOKEN));
    }

    /** Every life has new credentials to issue, so a smaller number of creations is certain to happen. */
    private void liveAndDie(int first, int creations) throws Exception {
        int fatal = world.chalk.calls(Procedure.CREATE_SERVICE_TOKEN) + creations;
        int delay = random.nextInt(2 * WINDOW_MILLIS);
        int half = NEW_PER_LIFE / 2;
        world.apply(credentials(first, half));
        var operator = world.startOperator();
        world.apply(credentials(first + half, NEW_PER_LIFE - half));

        await("enough calls of CreateServiceToken")
                .untilAsserted(() -> assertThat(world.chalk.calls(Procedure.CREATE_SERVICE_TOKEN))
                        .as(operator.log())
                        .isGreaterThanOrEqualTo(fatal));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(delay));
        operator.kill9();
    }

    private void everyTokenIsHeldByOneSecret() {
        var held = new ArrayList<String>();
        for (int i = 0; i < COUNT; i++) {
            var pair = world.pair(name(i));
            assertThat(pair).as("pair in Secret " + name(i)).isPresent();
            assertThat(world.chalk.accepts(pair.orElseThrow())).as(name(i)).isTrue();
            held.add(pair.orElseThrow().clientId());
        }
        List<String> alive = world.chalk.liveTokens().stream()
                .filter(token -> token.name().startsWith("k8s/"))
                .map(ServiceToken::clientId)
                .toList();
        assertThat(held).doesNotHaveDuplicates();
        assertThat(alive).containsExactlyInAnyOrderElementsOf(held);
    }

    private String credentials(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> world.credential(name(i), "production"))
                .collect(Collectors.joining("---\n"));
    }

    private static String name(int i) {
        return "mortal-" + i;
    }

    private void pause() {
        firstDeath.join();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(WINDOW_MILLIS));
    }
}
