// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.simulation.LifeMutation;
import ai.chalk.credentials.simulation.LifeScript;
import ai.chalk.credentials.simulator.ConnectCode;
import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Chalk answers every call with 503 for hours, so it is unknown whether it carried the calls out. */
class OutageTest {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(6);

    private final LifeScript script = new LifeScript(LifeMutation.NONE);

    @Test
    void doesNotUseUpTheIssueLimit() {
        var process = script.starts();
        script.isReady(process);
        script.user.requestsRotation();
        script.world.chalk.faults().add(FaultRule.of(Fault.refuse(ConnectCode.UNAVAILABLE)));
        for (int attempt = 0; attempt < 20; attempt++) {
            script.passes(process, 1);
            script.world.advance(LONGEST_WAIT);
        }
        assertThat(Objects.requireNonNull(status().failure()).count()).isGreaterThan(10);
        assertThat(status().highestRevision()).as("attempts").isEqualTo(2);

        script.world.chalk.faults().clear();
        script.passes(process, 3);

        assertThat(script.published().label).isEqualTo("t2");
        assertThat(status().failure()).isNull();
    }

    private ChalkServiceCredentialStatus status() {
        return Objects.requireNonNull(script.world.credential().orElseThrow().getStatus());
    }
}
