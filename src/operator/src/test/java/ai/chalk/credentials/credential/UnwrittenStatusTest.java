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

/** If the API server rejects a status, reconciliations and their calls to Chalk must not run in a tight loop. */
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

    /**
     * The operator has no right on the status, a webhook or the schema rejects it, or the API server does not answer.
     */
    @ParameterizedTest
    @EnumSource(names = {"FAILS", "REQUEST_LOST"})
    void isRetriedAfterSomeSeconds(Turn turn) {
        script.user.edits(
                "permissions", List.of("query.online", "query.offline"), ChalkServiceCredentialSpec::withPermissions);
        statusWrites(turn);

        assertThat(pass()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        assertThat(pass()).as("the second retry is no faster").isGreaterThan(Duration.ofSeconds(4));
    }

    @Test
    void isRetriedAtOnceIfAnotherWriterWasFaster() {
        script.user.edits(
                "permissions", List.of("query.online", "query.offline"), ChalkServiceCredentialSpec::withPermissions);
        statusWrites(Turn.REPEATED);

        assertThat(pass()).isEqualTo(SHORT);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILS", "REQUEST_LOST"})
    void beginsNoAttemptAndDoesNotRetryInATightLoop(Turn turn) {
        script.user.requestsRotation();
        statusWrites(turn);

        assertThat(pass()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        assertThat(script.world.tokens.all()).hasSize(1);
    }

    @Test
    void beginsTheAttemptIfOnlyTheFirstWriteWasLost() {
        script.user.requestsRotation();
        script.ends(process, LifeEffect.WRITE_STATUS, Turn.REQUEST_LOST);

        assertThat(pass()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(Objects.requireNonNull(status().failure()).reason()).isEqualTo("KubernetesUnavailable");
        script.world.advance(Duration.ofSeconds(2));
        script.passes(process, 2);
        assertThat(script.published().label).isEqualTo("t2");
    }

    /** The status with the attempt was written after all: no failure overwrites it, and the attempt is taken over. */
    @Test
    void doesNotOverwriteAnAttemptWhoseStatusWasWrittenWithoutAnAnswer() {
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
