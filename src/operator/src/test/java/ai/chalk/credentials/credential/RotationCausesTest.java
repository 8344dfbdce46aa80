// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What causes a rotation, when, and what happens to the predecessor, on a real API server. */
@Tag("cluster")
class RotationCausesTest {

    private static final String NAME = "scorer";

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
    void rotatesOnceForEachNewRequest() throws Exception {
        world.applyCredential(NAME, "rotation: {overlap: 1h}");
        world.ready(NAME, 1);

        annotate("rotate-requested-at", "now");
        var status = world.ready(NAME, 2);
        assertThat(Objects.requireNonNull(status.current()).reason()).isEqualTo("Requested");
        assertThat(Objects.requireNonNull(status.rotation()).handledRotateRequest())
                .isEqualTo("now");
        assertThat(status.retiring()).extracting(RetiringToken::revision).containsExactly(1L);

        world.advance(Duration.ofHours(2));
        await("the credential to have no retiring token")
                .untilAsserted(() -> assertThat(world.status(NAME).retiring()).isEmpty());
        assertThat(world.alive(NAME)).hasSize(1);
        assertThat(Objects.requireNonNull(world.status(NAME).current()).revision())
                .isEqualTo(2);
    }

    @Test
    void rotatesForAChangedTriggerButNotForTheFirst() throws Exception {
        world.applyCredential(NAME, "rotation: {overlap: 0s, trigger: one}");
        world.ready(NAME, 1);

        world.applyCredential(NAME, "rotation: {overlap: 0s, trigger: two}");

        assertThat(Objects.requireNonNull(world.ready(NAME, 2).current()).reason())
                .isEqualTo("Trigger");
    }

    @Test
    void aReportedLeakRevokesEverythingOlderAtOnce() throws Exception {
        world.applyCredential(NAME, "rotation: {overlap: 24h}");
        world.ready(NAME, 1);
        annotate("rotate-requested-at", "first");
        world.ready(NAME, 2);
        assertThat(world.alive(NAME)).hasSize(2);

        annotate("revoke-requested-at", "leaked");
        var status = world.ready(NAME, 3);
        assertThat(Objects.requireNonNull(status.current()).reason()).isEqualTo("Leaked");
        await("1 valid token of the credential in Chalk")
                .untilAsserted(() -> assertThat(world.alive(NAME)).hasSize(1));
        await("the credential to have no retiring token")
                .untilAsserted(() -> assertThat(world.status(NAME).retiring()).isEmpty());
        assertThat(world.chalk.accepts(world.pair(NAME))).isTrue();
    }

    @Test
    void firesByScheduleInItsTimeZone() throws Exception {
        world.applyCredential(NAME, "rotation: {schedule: '0 3 * * *', timeZone: Europe/Berlin, overlap: 0s}");
        var status = world.ready(NAME, 1);
        assertThat(status.nextRotationTime()).isEqualTo("2026-11-25T02:00:00Z");
        assertThat(Objects.requireNonNull(status.rotation()).upcoming())
                .isEqualTo(List.of(
                        Instant.parse("2026-11-25T02:00:00Z"),
                        Instant.parse("2026-11-26T02:00:00Z"),
                        Instant.parse("2026-11-27T02:00:00Z")));

        world.advance(Duration.between(CredentialWorld.START, Instant.parse("2026-11-25T02:00:00Z")));
        assertThat(Objects.requireNonNull(world.ready(NAME, 2).current()).reason())
                .isEqualTo("Due");
    }

    @Test
    void aTimeThatPassesWhileSuspendedIsNotMadeUp() throws Exception {
        world.applyCredential(NAME, "rotation: {schedule: '0 3 * * *', overlap: 0s, suspend: true}");
        world.ready(NAME, 1);
        world.advance(Duration.ofDays(1));
        await("the skipped time in the status").untilAsserted(() -> assertThat(
                        Objects.requireNonNull(world.status(NAME).rotation()).skippedTime())
                .isEqualTo(Instant.parse("2026-11-25T12:00:00Z")));

        world.applyCredential(NAME, "rotation: {schedule: '0 3 * * *', overlap: 0s, suspend: false}");
        await("the next rotation time of the credential")
                .untilAsserted(
                        () -> assertThat(world.status(NAME).nextRotationTime()).isEqualTo("2026-11-26T03:00:00Z"));
        assertThat(Objects.requireNonNull(world.status(NAME).current()).revision())
                .isEqualTo(1);
    }

    /** Three o'clock today is over, and was no slot of the former schedule. */
    @Test
    void anEditedScheduleRotatesAtItsNextTimeAndNoSooner() throws Exception {
        world.applyCredential(NAME, "rotation: {schedule: '0 3 * * SUN', overlap: 0s}");
        world.ready(NAME, 1);
        world.advance(Duration.ofDays(1));

        world.applyCredential(NAME, "rotation: {schedule: '0 3 * * *', overlap: 0s}");
        await("the next rotation time of the credential")
                .untilAsserted(
                        () -> assertThat(world.status(NAME).nextRotationTime()).isEqualTo("2026-11-26T03:00:00Z"));
        assertThat(Objects.requireNonNull(world.status(NAME).current()).revision())
                .isEqualTo(1);

        world.advance(Duration.ofHours(15));
        assertThat(Objects.requireNonNull(world.ready(NAME, 2).current()).reason())
                .isEqualTo("Due");
    }

    @Test
    void aScheduleThatNeverFiresIsAWarningAndNoMore() throws Exception {
        world.applyCredential(NAME, "rotation: {schedule: '0 0 30-31 2 *', overlap: 0s}");
        world.ready(NAME, 1);

        world.eventuallyTrue(NAME, "ScheduleNeverFires", "NoMatchingTime");
        assertThat(world.condition(NAME, "Stalled")).isEmpty();
    }

    @Test
    void issuesAtMostSixTokensAnHour() throws Exception {
        world.applyCredential(NAME, "rotation: {overlap: 0s, revocationPolicy: AfterOverlap}");
        for (int revision = 1; revision <= 6; revision++) {
            world.ready(NAME, revision);
            await("the credential to have no retiring token")
                    .untilAsserted(
                            () -> assertThat(world.status(NAME).retiring()).isEmpty());
            annotate("rotate-requested-at", "after " + revision);
        }
        var stalled = world.eventuallyTrue(NAME, "Stalled", "IssueLimitReached");
        assertThat(stalled.message()).contains("6 tokens");

        world.advance(Duration.ofMinutes(61));
        world.ready(NAME, 7);
    }

    @Test
    void aRetainedSecretIsHandedToANewCredentialWithoutRotation() throws Exception {
        world.applyCredential(NAME, "deletionPolicy: Retain");
        world.ready(NAME, 1);
        var before = world.pair(NAME).clientId();
        world.delete(NAME);
        await("credential the credential to be gone")
                .untilAsserted(() -> assertThat(world.find(NAME)).isNull());

        world.applyCredential(NAME);
        var stalled = world.eventuallyTrue(NAME, "Stalled", "SecretNotOwned");
        assertThat(stalled.message()).contains("credentials.chalk.ai/adopt=scorer");
        world.editSecret(NAME, secret -> {
            secret.getMetadata().getAnnotations().put("credentials.chalk.ai/adopt", NAME);
            return secret;
        });
        world.advance(Duration.ofMinutes(11));

        world.ready(NAME, 1);
        assertThat(world.pair(NAME).clientId()).isEqualTo(before);
        assertThat(world.alive(NAME)).hasSize(1);
        assertThat(world.secret(NAME).getMetadata().getAnnotations()).doesNotContainKey("credentials.chalk.ai/adopt");
    }

    private void annotate(String annotation, String text) {
        world.cluster.kubectl(
                "annotate",
                "chalkservicecredential",
                NAME,
                "--namespace=" + world.namespace,
                "--overwrite",
                "credentials.chalk.ai/" + annotation + "=" + text);
    }
}
