// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.simulation.LifeEffect;
import ai.chalk.credentials.simulation.LifeFate.Turn;
import ai.chalk.credentials.simulation.LifeMutation;
import ai.chalk.credentials.simulation.LifeProcess;
import ai.chalk.credentials.simulation.LifeScript;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A listing lacks the token: only Chalk's answer to the token's own pair proves whether it was revoked. */
class VerifyTest {

    private final LifeScript script = new LifeScript(LifeMutation.NONE);
    private LifeProcess process;

    @BeforeEach
    void start() throws Exception {
        process = script.starts();
        script.isReady(process);
        script.world.advance(Duration.ofMinutes(1));
        script.ends(process, LifeEffect.LIST_TOKENS, Turn.STALE);
        var environment = script.published().environmentId;
        assertThat(process.inventory
                        .read(environment, script.world.clock.instant())
                        .tokens())
                .noneMatch(token -> token.id().equals(script.published().id));
    }

    @Test
    void keepsATokenWhosePairIsAccepted() {
        script.passes(process, 2);

        assertThat(script.published().label).isEqualTo("t1");
    }

    @Test
    void replacesATokenWhosePairIsNot() {
        script.user.revokesInChalk();

        script.passes(process, 3);

        assertThat(script.published().label).isEqualTo("t2");
    }

    /** The Secret was valid when the decision was made, but it has changed until it is read. */
    @Test
    void provesNothingAboutATokenFromAnotherPair() {
        script.user.backsUp();
        script.pauses(process, LifeEffect.READ_SECRET, () -> script.user.tampersWithSecret(script.world.secretName()));

        process.catchUp();
        script.blindPass(process);
        script.user.restoresSecret();
        script.passes(process, 3);

        assertThat(script.published().label).isEqualTo("t1");
    }
}
