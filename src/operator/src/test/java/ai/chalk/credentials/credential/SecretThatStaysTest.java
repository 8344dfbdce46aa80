// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.simulation.LifeEffect;
import ai.chalk.credentials.simulation.LifeFate.Turn;
import ai.chalk.credentials.simulation.LifeMutation;
import ai.chalk.credentials.simulation.LifeProcess;
import ai.chalk.credentials.simulation.LifeScript;
import ai.chalk.credentials.simulation.LifeWorld;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** docs/design.md, promise 10 if the Secret is not deleted: a finalizer keeps it, or the operator may not delete it. */
class SecretThatStaysTest {

    /** A little longer than the grace period, because the time of a deletion is not a whole second here. */
    private static final Duration HAND_OVER =
            LifeProcess.LIMITS.revocationHandover().plusSeconds(1);

    private LifeScript script;
    private LifeProcess process;
    private int deletions;
    private Turn turn = Turn.TAKES_PLACE;

    @BeforeEach
    void start() {
        script = new LifeScript(LifeMutation.NONE);
        process = script.starts();
        script.isReady(process);
        script.world.fate = (any, effect) -> {
            deletions += effect == LifeEffect.DELETE_SECRET ? 1 : 0;
            return effect == LifeEffect.DELETE_SECRET ? turn : Turn.TAKES_PLACE;
        };
    }

    @Test
    void isDeletedOnceAndHoldsUpTheRelease() {
        script.user.keepsSecret(LifeWorld.NAME);
        script.user.deletesCredential();
        script.passes(process, 10);

        assertThat(deletions).isEqualTo(1);
        assertThat(stalled().reason()).isEqualTo("SecretBeingDeleted");
        assertThat(stalled().message()).contains("Secret scorer", "metadata.finalizers", "revocation-handover");
        assertThat(script.token("t1").alive()).isTrue();
        script.rests(process);

        script.user.letsSecretsGo();
        script.passes(process, 3);
        isGone();
        assertThat(script.world.secret(LifeWorld.NAME)).isEmpty();
    }

    @Test
    void holdsUpTheReleaseOnlyForTheGracePeriod() {
        script.user.keepsSecret(LifeWorld.NAME);
        script.user.deletesCredential();
        script.passes(process, 3);
        script.world.advance(HAND_OVER);
        script.passes(process, 3);

        isGone();
        assertThat(deletions).isEqualTo(1);
        assertThat(script.world.secret(LifeWorld.NAME)).isPresent();
    }

    @Test
    void doesNotProtectATokenPublishedDuringTheDeletion() {
        script.user.keepsSecret(LifeWorld.NAME);
        script.user.requestsRotation();
        script.world.fate = (any, effect) -> {
            if (effect == LifeEffect.UPDATE_SECRET) {
                script.user.deletesCredential();
            }
            return Turn.TAKES_PLACE;
        };
        script.passes(process, 3);
        script.world.advance(HAND_OVER);
        script.passes(process, 3);
        script.world.advance(HAND_OVER);
        script.passes(process, 3);

        assertThat(script.world.credential()).isEmpty();
        assertThat(script.token("t2").published).isTrue();
        script.ends();
    }

    @Test
    void holdsUpTheReleaseNoLongerIfItMayNotBeDeleted() {
        turn = Turn.FAILS;
        script.user.deletesCredential();
        script.passes(process, 10);

        assertThat(deletions).isEqualTo(1);
        assertThat(stalled().reason()).isEqualTo("KubernetesRefused");
        assertThat(script.token("t1").alive()).isTrue();
        script.world.advance(HAND_OVER);
        script.passes(process, 10);

        isGone();
        assertThat(deletions)
                .as("one more attempt at the end of the grace period")
                .isEqualTo(2);
    }

    /** Chalk is unavailable as well: the token is handed over, and neither failure resets the backoff of the other. */
    @Test
    void mayNotBeDeletedWhileItsTokenCannotBeRevoked() {
        turn = Turn.FAILS;
        script.user.deletesCredential();
        script.passes(process, 3);
        script.world.outage = true;
        script.world.advance(HAND_OVER);
        script.passes(process, 10);

        assertThat(script.world.credential()).isEmpty();
        assertThat(script.token("t1").alive()).isTrue();
        script.ends();
    }

    /** The Secret may disappear at any time, so it counts as lost, and is created again as soon as it is gone. */
    @Test
    void isReplacedOnceItIsGoneWhileTheCredentialLives() {
        script.user.keepsSecret(LifeWorld.NAME);
        script.user.deletesSecret(LifeWorld.NAME);
        script.passes(process, 3);

        assertThat(stalled().reason()).isEqualTo("SecretBeingDeleted");
        assertThat(condition("Ready").reason()).isEqualTo("SecretBeingDeleted");
        assertThat(condition("Ready").status()).hasToString("FALSE");
        script.rests(process);

        script.user.letsSecretsGo();
        script.passes(process, 3);
        assertThat(script.published().label).isEqualTo("t2");
        assertThat(condition("Ready").status()).hasToString("TRUE");
        script.ends();
    }

    private void isGone() {
        assertThat(script.world.credential()).isEmpty();
        assertThat(script.token("t1").alive()).isFalse();
    }

    private Condition stalled() {
        return condition("Stalled");
    }

    private Condition condition(String type) {
        var status =
                Objects.requireNonNull(script.world.credential().orElseThrow().getStatus());
        return status.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
