// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.simulator.ConnectCode;
import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Deletion of a credential: what is revoked, what is retained, and what is reported while it waits. */
@Tag("cluster")
class CredentialDeletionTest {

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
    void waitsForChalkAndReportsIt() throws Exception {
        world.applyCredential("waiting");
        world.ready("waiting", 1);
        world.chalk
                .faults()
                .add(FaultRule.of(Fault.refuse(ConnectCode.UNAVAILABLE)).on(Procedure.DELETE_SERVICE_TOKEN));

        world.delete("waiting");

        var reconciling = world.eventuallyTrue("waiting", "Reconciling", "ChalkUnavailable");
        assertThat(reconciling.message()).isNotBlank();
        assertThat(world.condition("waiting", "Ready"))
                .hasValueSatisfying(ready -> assertThat(ready.reason()).isEqualTo("Deleting"));
        assertThat(world.get("waiting").getMetadata().getFinalizers()).containsExactly("credentials.chalk.ai/revoke");
        assertThat(world.alive("waiting")).hasSize(1);

        world.chalk.faults().clear();
        world.advance(Duration.ofMinutes(5));
        await("credential waiting to be gone")
                .untilAsserted(() -> assertThat(world.find("waiting")).isNull());
        assertThat(world.alive("waiting")).isEmpty();
    }

    @Test
    void isReleasedAtOnceIfNothingWasEverIssued() throws Exception {
        world.applyCredential("never", "environment: nowhere");
        world.eventuallyTrue("never", "Stalled", "EnvironmentNotFound");

        world.delete("never");

        await("credential never to be gone")
                .untilAsserted(() -> assertThat(world.find("never")).isNull());
    }

    @Test
    void retainKeepsTokenAndSecret() throws Exception {
        world.applyCredential("kept", "deletionPolicy: Retain");
        world.ready("kept", 1);
        var pair = world.pair("kept");

        world.delete("kept");

        await("credential kept to be gone")
                .untilAsserted(() -> assertThat(world.find("kept")).isNull());
        assertThat(world.pair("kept")).isEqualTo(pair);
        assertThat(world.chalk.accepts(pair)).isTrue();
        assertThat(world.secret("kept").getMetadata().getOwnerReferences()).isEmpty();
    }

    @Test
    void aLateRetainRemovesTheOwnerReferenceFirst() throws Exception {
        world.applyCredential("late");
        world.ready("late", 1);
        world.stopOperator();
        world.applyCredential("late", "deletionPolicy: Retain");
        world.delete("late");

        world.startOperator();

        await("credential late to be gone")
                .untilAsserted(() -> assertThat(world.find("late")).isNull());
        assertThat(world.secret("late").getMetadata().getOwnerReferences()).isEmpty();
        assertThat(world.chalk.accepts(world.pair("late"))).isTrue();
    }

    @Test
    void revokesPredecessorAndCurrentAndWhatAnAttemptLeft() throws Exception {
        world.applyCredential("all", "rotation: {interval: 1d, spread: 0s, overlap: 2h}");
        world.ready("all", 1);
        world.advance(Duration.ofDays(1));
        world.ready("all", 2);
        world.chalk
                .faults()
                .add(FaultRule.of(Fault.answerLost())
                        .on(Procedure.CREATE_SERVICE_TOKEN)
                        .once());
        world.user.secrets().inNamespace(world.namespace).withName("all").delete();
        await("all to have a failure")
                .untilAsserted(() -> assertThat(world.status("all").failure()).isNotNull());
        assertThat(world.alive("all")).hasSize(3);

        world.delete("all");
        await("the deletion to begin")
                .untilAsserted(() -> assertThat(world.get("all").getMetadata().getDeletionTimestamp())
                        .isNotNull());
        world.advance(Duration.ofSeconds(5));

        await("credential all to be gone")
                .untilAsserted(() -> assertThat(world.find("all")).isNull());
        assertThat(world.alive("all")).isEmpty();
    }

    @Test
    void aTokenThatIsMissingFromTwoListingsAMinuteApartCountsAsRevoked() throws Exception {
        world.applyCredential("gone");
        var current = Objects.requireNonNull(world.ready("gone", 1).current());
        world.chalk.revokeBehindOurBack(current.tokenId());

        world.delete("gone");

        world.eventuallyTrue("gone", "Reconciling", "TokenNotListed");
        world.advance(Duration.ofMinutes(3));
        await("credential gone to be gone")
                .untilAsserted(() -> assertThat(world.find("gone")).isNull());
    }

    /** When the credential is deleted, its Secret is ahead of the status: the predecessor must not be left in Chalk. */
    @Test
    void retainRecordsThePublishedTokenBeforeTheRelease() throws Exception {
        world.applyCredential("ahead", "deletionPolicy: Retain", "rotation: {interval: 1d, spread: 0s, overlap: 0s}");
        world.ready("ahead", 1);
        world.advance(Duration.ofDays(1));
        world.ready("ahead", 2);
        await("1 valid token of ahead in Chalk")
                .untilAsserted(() -> assertThat(world.alive("ahead")).hasSize(1));
        world.clock.advance(Duration.ofDays(1));
        world.chalk
                .faults()
                .add(FaultRule.of(Fault.meanwhile(() -> world.delete("ahead")).afterTheChange())
                        .on(Procedure.CREATE_SERVICE_TOKEN)
                        .once());

        world.advance(Duration.ofSeconds(1));

        await("credential ahead to be gone")
                .untilAsserted(() -> assertThat(world.find("ahead")).isNull());
        assertThat(world.alive("ahead")).hasSize(1);
        assertThat(world.chalk.accepts(world.pair("ahead"))).isTrue();
    }
}
