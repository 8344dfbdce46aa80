// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.simulation.LifeEffect;
import ai.chalk.credentials.simulation.LifeMutation;
import ai.chalk.credentials.simulation.LifeProcess;
import ai.chalk.credentials.simulation.LifeScript;
import ai.chalk.credentials.simulation.LifeWorld;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * A listing that was requested after an attempt began but before it created its token says nothing about that token.
 */
class EarlyListingTest {

    @Test
    void doesNotKeepGrantsFromBeingUpdated() {
        var script = new LifeScript(LifeMutation.NONE);
        var process = script.starts();
        script.pauses(process, LifeEffect.CREATE_TOKEN, () -> readInventories(script, process));
        script.isReady(process);

        script.user.edits(
                "permissions", List.of("query.online", "query.offline"), ChalkServiceCredentialSpec::withPermissions);
        script.passes(process, 2);

        var status =
                Objects.requireNonNull(script.world.credential().orElseThrow().getStatus());
        assertThat(status.failure()).isNull();
        assertThat(script.world.chalk.liveTokens())
                .filteredOn(token -> token.id().equals(script.published().id))
                .singleElement()
                .satisfies(token ->
                        assertThat(token.grants().permissions()).containsExactly("query.offline", "query.online"));
    }

    /** Otherwise the token would count as missing, and be looked for again only a minute later. */
    @Test
    void doesNotKeepADeletedCredentialWaiting() {
        var script = new LifeScript(LifeMutation.NONE);
        var process = script.starts();
        script.pauses(process, LifeEffect.CREATE_TOKEN, () -> readInventories(script, process));
        script.isReady(process);
        var issued = script.published().id;

        script.user.deletesCredential();
        script.passes(process, 6);

        assertThat(script.world.credential()).isEmpty();
        assertThat(script.world.chalk.liveTokens())
                .noneMatch(token -> token.id().equals(issued));
    }

    private static void readInventories(LifeScript script, LifeProcess process) {
        try {
            for (var environment : LifeWorld.ENVIRONMENTS) {
                process.inventory.read(environment, script.world.clock.instant());
            }
        } catch (ChalkException e) {
            throw new AssertionError(e);
        }
    }
}
