// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.simulation.LifeEffect;
import ai.chalk.credentials.simulation.LifeMutation;
import ai.chalk.credentials.simulation.LifeScript;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SupersededAttemptTest {

    /**
     * The attempt finds the Secret as it was at its beginning, although its successor was published in between and has
     * revoked its token.
     */
    @Test
    void publishesNothingIntoASecretThatWasRestored() {
        var script = new LifeScript(LifeMutation.NONE);
        var first = script.starts();
        script.isReady(first);
        script.user.backsUp();
        script.user.requestsRotation();
        var second = script.starts();
        script.pauses(first, LifeEffect.UPDATE_SECRET, () -> {
            script.passes(second, 4);
            assertThat(script.published().label).isEqualTo("t3");
            assertThat(script.token("t2").alive()).isFalse();
            script.user.restoresSecret();
        });

        script.passes(first, 1);

        assertThat(script.published().label).as("as restored by the user").isEqualTo("t1");
        script.world.advance(Duration.ofMinutes(6));
        script.ends();
    }
}
