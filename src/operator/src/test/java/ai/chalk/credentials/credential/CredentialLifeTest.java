// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The main path, on a real API server and with the real protocol: from apply to a valid Secret, and to its deletion.
 */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CredentialLifeTest {

    private CredentialWorld world;

    @BeforeAll
    void start() {
        world = CredentialWorld.start();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void issuesAndPublishes() throws Exception {
        world.applyCredential("first", "rotation: {interval: 30d}");

        var status = world.ready("first", 1);

        assertThat(world.chalk.accepts(world.pair("first"))).isTrue();
        assertThat(status.clientId()).isEqualTo(world.pair("first").clientId());
        assertThat(world.alive("first")).hasSize(1);
    }

    @Test
    void rotatesWithAnOverlapAndRevokesThePredecessor() throws Exception {
        world.applyCredential("rotating", "rotation: {interval: 1d, spread: 0s, overlap: 2h}");
        world.ready("rotating", 1);
        var old = world.pair("rotating");

        world.advance(Duration.ofDays(1));
        world.ready("rotating", 2);

        assertThat(world.chalk.accepts(old)).isTrue();
        assertThat(world.chalk.accepts(world.pair("rotating"))).isTrue();

        world.advance(Duration.ofHours(2));
        await("Chalk to refuse the old pair")
                .untilAsserted(() -> assertThat(world.chalk.accepts(old)).isFalse());
        await("rotating to have no retiring token")
                .untilAsserted(
                        () -> assertThat(world.status("rotating").retiring()).isEmpty());
        assertThat(world.chalk.accepts(world.pair("rotating"))).isTrue();
    }

    @Test
    void deletesSecretAndTokens() throws Exception {
        world.applyCredential("leaving");
        world.ready("leaving", 1);

        world.delete("leaving");

        await("credential leaving to be gone")
                .untilAsserted(() -> assertThat(world.find("leaving")).isNull());
        assertThat(world.alive("leaving")).isEmpty();
    }
}
