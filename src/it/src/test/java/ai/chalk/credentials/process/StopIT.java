// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.process;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import ai.chalk.credentials.testing.OperatorProcess;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator that is stopped completes what it has begun, and begins nothing more. */
class StopIT {

    private ProcessWorld world;
    private OperatorProcess operator;

    @BeforeEach
    void start() throws Exception {
        world = new ProcessWorld(Map.of());
        operator = world.startOperator().awaitReady();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aTokenInProgressIsStillPublishedAndTheNextOperatorRecordsIt() throws Exception {
        hangAfterCreation(Fault.latency(Duration.ofSeconds(4)).afterTheChange());

        assertThat(operator.stop()).as(operator.log()).isIn(0, 143);

        var pair = world.pair("slow");
        assertThat(pair).as(operator.log()).isPresent();
        assertThat(world.chalk.accepts(pair.orElseThrow())).isTrue();
        assertThat(operator.log())
                .containsPattern("stopping reconciliations=[1-9]")
                .doesNotContain("interrupting reconciliations");

        world.startOperator().awaitReady();
        world.ready("slow", 1);
        assertThat(world.pair("slow")).isEqualTo(pair);
        assertThat(world.chalk.calls(Procedure.CREATE_SERVICE_TOKEN)).isEqualTo(1);
        assertThat(world.liveTokens()).hasSize(1);
    }

    @Test
    void aHangingReconcileDelaysShutdownNoLongerThanKubernetesWaits() throws Exception {
        hangAfterCreation(Fault.hang());

        assertThat(operator.stop()).as(operator.log()).isIn(0, 143);

        assertThat(operator.log()).contains("interrupting reconciliations");
        world.chalk.faults().clear();
        world.startOperator().awaitReady();
        world.ready("slow", 1);
        assertThat(world.chalk.accepts(world.pair("slow").orElseThrow())).isTrue();
        await("1 valid tokens in Chalk")
                .untilAsserted(() -> assertThat(world.liveTokens()).hasSize(1));
    }

    private void hangAfterCreation(Fault fault) throws Exception {
        world.apply(world.credential("quick", "production"));
        world.ready("quick", 1);
        world.credential("quick").delete();
        await("no valid token in Chalk")
                .untilAsserted(() -> assertThat(world.liveTokens()).isEmpty());
        world.chalk.resetCounters();
        world.chalk
                .faults()
                .add(FaultRule.of(fault).on(Procedure.CREATE_SERVICE_TOKEN).once());

        world.apply(world.credential("slow", "production"));
        await("1 calls of CreateServiceToken")
                .untilAsserted(() -> assertThat(world.chalk.calls(Procedure.CREATE_SERVICE_TOKEN))
                        .isEqualTo(1));
    }
}
