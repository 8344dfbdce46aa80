// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.credential.LifeFate.Turn;
import java.time.Duration;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The shortest counter-examples that the protocol model finds once a precondition is taken away, told to the real code, which
 * has it. Each test is named after the precondition; all end with every promise looked at.
 */
class LifeCounterExamplesTest {

    private final LifeScript script = new LifeScript();
    private final LifeProcess first = script.starts();

    @BeforeAll
    static void beQuiet() {
        Logger.getLogger(PassRunner.class.getName()).setLevel(Level.WARNING);
    }

    @BeforeEach
    void isReady() {
        script.passes(first, 4);
        assertThat(script.published().label).isEqualTo("t1");
    }

    @Test
    void guardAPausedLeaderDoesNotOverwriteItsSuccessor() {
        script.user.requestsRotation();
        var second = script.starts();
        script.pauses(first, LifeEffect.UPDATE_SECRET, () -> script.passes(second, 4));

        script.passes(first, 1);

        assertThat(script.published().label).isEqualTo("t3");
        script.ends();
    }

    @Test
    void burnACrashedAttemptIsNotContinued() {
        script.user.requestsRotation();
        script.ends(first, LifeEffect.CREATE_TOKEN, Turn.CRASH_AFTER);
        script.passes(first, 1);
        var second = script.starts();

        script.passes(second, 4);

        assertThat(script.published().revision()).isEqualTo(3);
        script.ends();
    }

    @Test
    void getWhatWasPublishedIsAdoptedThoughTheCacheDoesNotHaveIt() {
        var second = script.starts();
        script.user.requestsRotation();
        script.passes(first, 1);
        second.store.credentials.catchUp();

        script.blindPass(second);
        script.passes(second, 2);

        assertThat(script.published().label).isEqualTo("t2");
        script.ends();
    }

    @Test
    void recTheStatusTakesTheEnvironmentFromWhatWasPublished() {
        script.user.requestsRotation();
        script.passes(first, 1);
        script.user.edits("environment", "staging");

        script.passes(first, 1);

        var status =
                Objects.requireNonNull(script.world.credential().orElseThrow().getStatus());
        assertThat(Objects.requireNonNull(status.current()).environmentName()).isEqualTo("production");
        script.ends();
    }

    @Test
    void revAPredecessorIsNotRevokedWhileTheSecretIsSpoilt() {
        script.user.requestsRotation();
        script.passes(first, 3);
        script.world.advance(Duration.ofHours(2));
        script.pauses(
                first, LifeEffect.READ_CREDENTIAL, () -> script.user.tampersWithSecret(script.world.secretName()));

        script.passes(first, 1);

        assertThat(script.world.tokens.all().get(0).alive()).isTrue();
        script.ends();
    }

    @Test
    void aheadASecretAheadOfARestoredStatusIsAdopted() {
        script.user.backsUp();
        script.user.requestsRotation();
        script.passes(first, 2);
        script.user.restoresStatus();

        script.passes(first, 3);

        assertThat(script.world.tokens.all()).hasSize(2);
        script.ends();
    }

    @Test
    void finGuardADeletionThatOvertakesAnAttemptLeavesNothing() {
        var second = script.starts();
        script.user.requestsRotation();
        script.pauses(first, LifeEffect.CREATE_TOKEN, () -> {
            script.user.deletesCredential();
            script.passes(second, 8);
        });

        script.passes(first, 1);

        assertThat(script.world.credential()).isEmpty();
        script.ends();
    }

    @Test
    void adoptGuardANewerRecordIsNotOverwrittenByAnOlderOne() {
        script.user.requestsRotation();
        script.passes(first, 1);
        var second = script.starts();
        script.pauses(first, LifeEffect.WRITE_STATUS, () -> script.passes(second, 3));

        script.passes(first, 1);

        assertThat(script.published().label).isEqualTo("t2");
        script.ends();
    }

    @Test
    void exchATokenThatAStaleListingMissesIsNotReplaced() {
        script.world.advance(Duration.ofSeconds(5));
        script.ends(first, LifeEffect.LIST_TOKENS, Turn.STALE);
        first.readInventory();

        script.passes(first, 3);

        assertThat(script.world.tokens.all()).hasSize(1);
        script.ends();
    }

    @Test
    void recNameAnAttemptInDoubtIsHandedOverByItsName() {
        script.user.requestsRotation();
        script.ends(first, LifeEffect.CREATE_TOKEN, Turn.ANSWER_LOST);
        script.passes(first, 1);
        script.user.deletesCredential();
        script.world.outage = true;
        script.passes(first, 3);
        script.world.advance(Duration.ofMinutes(11));

        script.passes(first, 6);

        assertThat(script.world.credential()).isEmpty();
        script.ends();
    }

    @Test
    void gateNothingIsIssuedIntoANamespaceThatGoes() {
        script.user.requestsRotation();
        script.ends(first, LifeEffect.CREATE_TOKEN, Turn.ANSWER_LOST);
        script.passes(first, 1);
        script.user.deletesNamespace();
        script.user.namespaceLosesSecrets();
        script.world.advance(Duration.ofMinutes(11));

        script.passes(first, 6);

        assertThat(script.world.tokens.all()).hasSize(2);
        script.ends();
    }

    @Test
    void keepALeakThatIsReportedDuringAnAttemptIsNotTakenForHandled() {
        script.user.requestsRotation();
        script.ends(first, LifeEffect.UPDATE_SECRET, Turn.CRASH_AFTER);
        script.passes(first, 1);
        script.user.reportsLeak();
        var second = script.starts();

        script.passes(second, 8);

        assertThat(script.world.tokens.all()).hasSize(3);
        script.ends();
    }
}
