// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import ai.chalk.credentials.api.v1alpha1.SecretOutputBuilder;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Ordinary lives without faults: what every credential may go through. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum LifeChronicle {
    FIRST_ISSUE(LifeEffect.CREATE_SECRET, LifeStage::works),

    ROTATION_WITH_RESTART(LifeEffect.RESTART, stage -> {
        stage.user.edits(
                "rolloutRestartTargets",
                List.of(LifeWorkload.TARGET),
                ChalkServiceCredentialSpec::withRolloutRestartTargets);
        stage.works();
        stage.world.workload.start();
        stage.user.requestsRotation();
        stage.works();
        stage.worksAfter(Duration.ofMinutes(1));
        stage.world.workload.giveWay();
        stage.worksAfter(Duration.ofHours(2));
    }),

    LEAK(LifeEffect.DELETE_TOKEN, stage -> {
        stage.works();
        stage.user.reportsLeak();
        stage.works();
    }),

    LOST_SECRET(LifeEffect.CREATE_SECRET, stage -> {
        stage.works();
        stage.user.deletesSecret(LifeWorld.NAME);
        stage.works();
        stage.worksAfter(Duration.ofHours(2));
    }),

    RENAMED_SECRET(LifeEffect.DELETE_SECRET, stage -> {
        stage.works();
        stage.user.edits(
                "secret",
                SecretOutputBuilder.builder().name("scorer-b").build(),
                ChalkServiceCredentialSpec::withSecret);
        stage.works();
        stage.worksAfter(Duration.ofHours(2));
    }),

    DELETION(LifeEffect.REMOVE_FINALIZER, stage -> {
        stage.works();
        stage.user.requestsRotation();
        stage.works();
        stage.user.deletesCredential();
        stage.works();
    }),

    RETENTION(LifeEffect.REMOVE_FINALIZER, stage -> {
        stage.user.edits("deletionPolicy", DeletionPolicy.RETAIN, ChalkServiceCredentialSpec::withDeletionPolicy);
        stage.works();
        stage.user.requestsRotation();
        stage.works();
        stage.user.deletesCredential();
        stage.works();
    }),

    HAND_OVER(LifeEffect.CREATE_REVOCATION, stage -> {
        stage.works();
        stage.user.requestsRotation();
        stage.works();
        stage.user.deletesCredential();
        stage.world.outage = true;
        stage.works();
        stage.worksAfter(Duration.ofMinutes(11));
        stage.worksAfter(Duration.ofMinutes(11));
    });

    /** What this life is about. */
    final LifeEffect point;

    private final Consumer<LifeStage> story;

    LifeChronicle(LifeEffect point, Consumer<LifeStage> story) {
        this.point = point;
        this.story = story;
    }

    /** Runs this life to its end. */
    void live(LifeStage stage) {
        story.accept(stage);
        stage.ends();
    }
}
