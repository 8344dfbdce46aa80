// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.simulation.LifeEffect;
import ai.chalk.credentials.simulation.LifeFate.Turn;
import ai.chalk.credentials.simulation.LifeMutation;
import ai.chalk.credentials.simulation.LifeProcess;
import ai.chalk.credentials.simulation.LifeScript;
import ai.chalk.credentials.simulation.LifeWorld;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A status that the API server does not take must not make passes, and what they do in Chalk, run at full speed. */
class UnwrittenStatusTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    private LifeScript script;
    private LifeProcess process;

    @BeforeEach
    void start() {
        script = new LifeScript(LifeMutation.NONE);
        process = script.starts();
        script.isReady(process);
    }

    /** The rights on status are missing, a webhook or the schema refuses it, or the API server does not answer. */
    @ParameterizedTest
    @EnumSource(names = {"FAILS", "REQUEST_LOST"})
    void isTriedAgainAfterSomeSeconds(Turn turn) {
        script.user.edits(
                "permissions", List.of("query.online", "query.offline"), ChalkServiceCredentialSpec::withPermissions);
        statusWrites(turn);

        assertThat(pass()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        assertThat(pass()).as("and no sooner the second time").isGreaterThan(Duration.ofSeconds(4));
    }

    @Test
    void isTriedAgainAtOnceWhereSomebodyElseWasFaster() {
        script.user.edits(
                "permissions", List.of("query.online", "query.offline"), ChalkServiceCredentialSpec::withPermissions);
        statusWrites(Turn.REPEATED);

        assertThat(pass()).isEqualTo(SHORT);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILS", "REQUEST_LOST"})
    void keepsAnAttemptFromBeginningAndFromBeingBegunAtFullSpeed(Turn turn) {
        script.user.requestsRotation();
        statusWrites(turn);

        assertThat(pass()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        assertThat(script.world.tokens.all()).hasSize(1);
    }

    @Test
    void doesNotKeepAnAttemptFromBeingBegunOnceOnlyTheFirstWriteWasLost() {
        script.user.requestsRotation();
        script.ends(process, LifeEffect.WRITE_STATUS, Turn.REQUEST_LOST);

        assertThat(pass()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(Objects.requireNonNull(status().failure()).reason()).isEqualTo("KubernetesUnavailable");
        script.world.advance(Duration.ofSeconds(2));
        script.passes(process, 2);
        assertThat(script.published().label).isEqualTo("t2");
    }

    /** The record of the attempt is there after all: no failure takes its place, and it is taken over. */
    @Test
    void doesNotOverwriteAnAttemptWhoseRecordWasWrittenUnanswered() {
        script.user.requestsRotation();
        script.ends(process, LifeEffect.WRITE_STATUS, Turn.ANSWER_LOST);

        assertThat(pass()).isEqualTo(SHORT);
        assertThat(status().pending()).isNotNull();
        script.passes(process, 2);
        assertThat(script.published().revision()).isEqualTo(3);
        script.ends();
    }

    private void statusWrites(Turn turn) {
        script.world.fate = (any, effect) -> effect == LifeEffect.WRITE_STATUS ? turn : Turn.TAKES_PLACE;
    }

    private Duration pass() {
        process.catchUp();
        return process.pass(LifeWorld.NAME);
    }

    private ChalkServiceCredentialStatus status() {
        return Objects.requireNonNull(script.world.credential().orElseThrow().getStatus());
    }
}
