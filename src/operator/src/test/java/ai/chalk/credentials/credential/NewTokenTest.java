// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.Failure;
import ai.chalk.credentials.simulation.LifeMutation;
import ai.chalk.credentials.simulation.LifeProcess;
import ai.chalk.credentials.simulation.LifeScript;
import ai.chalk.credentials.simulator.ConnectCode;
import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A new pair is verified before any workload depends on it, and Chalk may need a moment until it is valid everywhere.
 */
class NewTokenTest {

    private static final FaultRule NOT_KNOWN = refused(ConnectCode.UNAUTHENTICATED);

    private LifeScript script;
    private LifeProcess process;

    @BeforeEach
    void start() {
        script = new LifeScript(LifeMutation.NONE);
        process = script.starts();
        script.isReady(process);
        script.user.requestsRotation();
        script.world.chalk.resetCounters();
    }

    private static FaultRule refused(ConnectCode code) {
        return FaultRule.of(Fault.refuse(code)).on(Procedure.EXCHANGE).forTokensNamed("/2");
    }

    @Test
    void isPublishedOnceChalkKnowsIt() {
        var before = script.world.clock.instant();
        script.world.chalk.faults().add(NOT_KNOWN.times(2));

        script.passes(process, 2);

        assertThat(script.published().label).isEqualTo("t2");
        assertThat(exchanges()).isEqualTo(3);
        assertThat(Duration.between(before, script.world.clock.instant()))
                .isBetween(Duration.ofMillis(400), Duration.ofMillis(600));
    }

    @Test
    void isRevokedWhereChalkDoesNotKnowIt() {
        script.world.chalk.faults().add(NOT_KNOWN);

        script.passes(process, 1);

        assertThat(failure().reason()).isEqualTo("NewTokenNotAccepted");
        assertThat(exchanges()).isEqualTo(3);
        assertThat(script.token("t2").alive()).isFalse();
        assertThat(script.published().label).isEqualTo("t1");
    }

    /** Each attempt to verify the pair may hang for as long as a call may take. */
    @Test
    void isTriedOnceWhereChalkDoesNotAnswer() {
        script.world.chalk.faults().add(refused(ConnectCode.UNAVAILABLE));

        script.passes(process, 1);

        assertThat(failure().reason()).isEqualTo("ChalkUnavailable");
        assertThat(exchanges()).isEqualTo(1);
        assertThat(script.token("t2").alive()).isFalse();
    }

    private int exchanges() {
        return script.world.chalk.calls(Procedure.EXCHANGE);
    }

    private Failure failure() {
        var status =
                Objects.requireNonNull(script.world.credential().orElseThrow().getStatus());
        return Objects.requireNonNull(status.failure());
    }
}
