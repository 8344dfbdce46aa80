// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.BlockingPod;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.chalk.ClientCredentials;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * docs/design.md, promise 5: a predecessor is not revoked while a running container holds its value. The test writes the status of pods
 * in place of the kubelet, so that it sets the age of containers.
 */
@Tag("cluster")
class RevocationWaitsTest {

    private static final String NAME = "scorer";
    private static final Duration OVERLAP = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant EARLY = CredentialWorld.START.minusSeconds(3600);

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
    void waitsForARunningContainerAndSaysForWhich() throws Exception {
        world.runningPod("app-0", NAME, EARLY);
        var old = rotated("overlap: 1h");

        world.advance(OVERLAP);

        await("1 container to block the revocation").untilAsserted(() -> {
            assertThat(retiring().blockedBy()).containsExactly(new BlockingPod("app-0", "main", EARLY));
            assertThat(retiring().blockedByCount()).isEqualTo(1);
        });
        await("the event RevocationWaiting")
                .untilAsserted(() -> assertThat(world.events()).contains("reason: RevocationWaiting"));
        assertThat(world.condition(NAME, "RevocationBlocked")).isEmpty();
        assertThat(world.chalk.accepts(old)).isTrue();

        world.containerStatus("app-0", "{terminated: {exitCode: 0}}");
        world.advance(Duration.ofMinutes(5));
        awaitRevocation(old);
    }

    @Test
    void namesTenOfManyAndCountsAll() throws Exception {
        for (int i = 0; i < 12; i++) {
            world.runningPod("app-" + i, NAME, EARLY);
        }
        rotated("overlap: 1h");

        world.advance(OVERLAP);

        await("12 containers to block the revocation")
                .untilAsserted(() -> assertThat(retiring().blockedByCount()).isEqualTo(12));
        assertThat(retiring().blockedBy()).hasSize(10);
    }

    @Test
    void doesNotWaitForAContainerThatWasStartedLater() throws Exception {
        var old = rotated("overlap: 1h");
        world.runningPod("app-0", NAME, world.clock.instant().plus(Duration.ofMinutes(3)));

        world.advance(OVERLAP);

        awaitRevocation(old);
    }

    @Test
    void warnsAfterADayAndWhenTheNextRotationIsDue() throws Exception {
        world.runningPod("app-0", NAME, EARLY);
        var old = rotated("overlap: 1h, interval: 2d, spread: 0s");

        world.advance(OVERLAP.plus(DAY).minusSeconds(1));
        await("1 container to block the revocation")
                .untilAsserted(() -> assertThat(retiring().blockedByCount()).isEqualTo(1));
        assertThat(world.condition(NAME, "RevocationBlocked")).isEmpty();
        world.advance(Duration.ofSeconds(1));
        var blocked = world.eventuallyTrue(NAME, "RevocationBlocked", "InUse");
        assertThat(blocked.message())
                .contains("container main of pod app-0 still holds revision 1")
                .contains("rolloutRestartTargets", "AfterOverlap", "maxOverlap");
        assertThat(world.condition(NAME, "RotationOverdue")).isEmpty();
        await("the verdict of kstatus and Argo CD").untilAsserted(() -> assertThat(GitOpsVerdict.of(world.get(NAME)))
                .isEqualTo(new GitOpsVerdict("Current", "Healthy", blocked.message())));

        world.advance(DAY);
        var overdue = world.eventuallyTrue(NAME, "RotationOverdue", "NotRotated");
        assertThat(overdue.message()).contains("until revision 1 is revoked", "pod app-0");
        assertThat(world.condition(NAME, "Ready")).isPresent();
        assertThat(world.chalk.accepts(old)).isTrue();

        world.cluster.kubectl("delete", "pod", "app-0", "--namespace=" + world.namespace, "--force");
        world.advance(Duration.ofMinutes(5));
        world.ready(NAME, 3);
        assertThat(world.chalk.accepts(old)).isFalse();
        assertThat(world.condition(NAME, "RevocationBlocked")).isEmpty();
        await("the credential to lose the condition RotationOverdue")
                .untilAsserted(() ->
                        assertThat(world.condition(NAME, "RotationOverdue")).isEmpty());
    }

    @Test
    void theCredentialsMaximalOverlapEndsTheWait() throws Exception {
        world.runningPod("app-0", NAME, EARLY);
        var old = rotated("overlap: 1h, maxOverlap: 3h");

        endsAfterThreeHours(old);
    }

    @Test
    void thePolicysMaximalOverlapEndsTheWait() throws Exception {
        world.runningPod("app-0", NAME, EARLY);
        var old = rotated("overlap: 1h");
        world.cluster.kubectl(
                "patch",
                "chalkconnection",
                "chalk",
                "--namespace=" + world.namespace,
                "--type=merge",
                "--patch={\"spec\":{\"policy\":{\"maxOverlap\":\"3h\"}}}");

        endsAfterThreeHours(old);
    }

    private void endsAfterThreeHours(ClientCredentials old) throws Exception {
        world.advance(Duration.ofHours(3).minusSeconds(1));
        await("1 container to block the revocation")
                .untilAsserted(() -> assertThat(retiring().blockedByCount()).isEqualTo(1));
        assertThat(world.chalk.accepts(old)).isTrue();

        world.advance(Duration.ofSeconds(1));
        awaitRevocation(old);
    }

    @Test
    void doesNotReadPodsIfItNeedNotWaitForThem() throws Exception {
        world.runningPod("app-0", NAME, EARLY);
        var old = rotated("overlap: 1h, revocationPolicy: AfterOverlap");

        world.advance(OVERLAP);

        awaitRevocation(old);
        assertThat(world.events()).doesNotContain("RevocationWaiting");
    }

    /** Rotates, and returns the pair of the predecessor, whose overlap is not over. */
    private ClientCredentials rotated(String rotation) throws Exception {
        world.applyCredential(NAME, "rotation: {" + rotation + "}");
        world.ready(NAME, 1);
        var old = world.pair(NAME);
        world.cluster.kubectl(
                "annotate",
                "chalkservicecredential",
                NAME,
                "--namespace=" + world.namespace,
                "credentials.chalk.ai/rotate-requested-at=now");
        world.ready(NAME, 2);
        return old;
    }

    private RetiringToken retiring() {
        var retiring = world.status(NAME).retiring();
        assertThat(retiring).hasSize(1);
        return retiring.get(0);
    }

    private void awaitRevocation(ClientCredentials old) throws Exception {
        await("Chalk to refuse the old pair")
                .untilAsserted(() -> assertThat(world.chalk.accepts(old)).isFalse());
        await("the credential to have no retiring token")
                .untilAsserted(() -> assertThat(world.status(NAME).retiring()).isEmpty());
        assertThat(world.chalk.accepts(world.pair(NAME))).isTrue();
    }
}
