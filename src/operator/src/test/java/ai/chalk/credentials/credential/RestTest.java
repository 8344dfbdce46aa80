// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.simulator.Procedure;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/design.md, promise 7: a credential at rest causes no calls and no writes, neither on a resync nor on a restart. */
@Tag("cluster")
class RestTest {

    private CredentialWorld world;

    @BeforeEach
    void start() {
        world = CredentialWorld.start();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void nothingIsWrittenOrAskedWhileNothingIsDue() throws Exception {
        var before = rested();

        world.advance(Duration.ofDays(3));
        another();

        world.nothingWasWrittenInto(before);
        onlyTheOtherOneCost();
    }

    @Test
    void nothingIsWrittenOrAskedAfterARestart() throws Exception {
        var before = rested();

        world.stopOperator();
        world.startOperator();
        another();

        world.nothingWasWrittenInto(before);
        onlyTheOtherOneCost();
    }

    private ChalkServiceCredential rested() throws Exception {
        world.applyCredential("resting", "rotation: {interval: 30d}");
        world.ready("resting", 1);
        await("the event Secret resting holds revision 1")
                .untilAsserted(() -> assertThat(world.events()).contains("Secret resting holds revision 1"));
        world.chalk.resetCounters();
        return world.get("resting");
    }

    /**
     * Applies another credential, which does cause calls: once it is done, the first one has been reconciled as well.
     */
    private void another() throws Exception {
        world.applyCredential("another");
        world.ready("another", 1);
    }

    private void onlyTheOtherOneCost() {
        assertThat(world.chalk.calls(Procedure.CREATE_SERVICE_TOKEN)).isEqualTo(1);
        assertThat(world.chalk.calls(Procedure.LIST_SERVICE_TOKENS)).isZero();
        assertThat(world.chalk.calls(Procedure.UPDATE_SERVICE_TOKEN)).isZero();
        assertThat(world.chalk.calls(Procedure.DELETE_SERVICE_TOKEN)).isZero();
    }
}
