// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import ai.chalk.credentials.api.v1alpha1.RevocationPolicy;
import ai.chalk.credentials.api.v1alpha1.Rotation;
import ai.chalk.credentials.api.v1alpha1.SecretFormat;
import ai.chalk.credentials.api.v1alpha1.SecretOutputBuilder;
import ai.chalk.credentials.credential.CredentialReconciliation;
import ai.chalk.credentials.simulation.LifeFate.Turn;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counts the calls to Chalk that edits cause: none, except that an edit of grants updates the existing token. */
class LifeEditsTest {

    private static final EnumSet<LifeEffect> FOR_GRANTS = EnumSet.of(LifeEffect.LIST_TOKENS, LifeEffect.UPDATE_TOKEN);

    @BeforeAll
    static void beQuiet() {
        Logger.getLogger(CredentialReconciliation.class.getName()).setLevel(Level.SEVERE);
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingElseCallsChalk(long seed) {
        var chance = new Random(seed);
        var stage = rested();
        edit(stage, chance, others(chance));

        assertThat(callsAfter(stage, 0)).isEmpty();
        stage.ends();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void grantsAreUpdatedWhereTheTokenIs(long seed) {
        var chance = new Random(seed);
        var stage = rested();
        edit(stage, chance, others(chance));
        int before = stage.effects().size();
        stage.user.edits(
                "permissions", List.of("query.online", "query.offline"), ChalkServiceCredentialSpec::withPermissions);
        edit(stage, chance, others(chance));

        assertThat(callsAfter(stage, before)).isSubsetOf(FOR_GRANTS).contains(LifeEffect.UPDATE_TOKEN);
        assertThat(stage.world.tokens.all()).hasSize(1);
        stage.ends();
    }

    private static LifeStage rested() {
        var stage = new LifeStage(LifeMutation.NONE, 0, Turn.TAKES_PLACE);
        stage.works();
        return stage;
    }

    /** Calls of the first issue do not count. */
    private static List<LifeEffect> callsAfter(LifeStage stage, int before) {
        int first = rested().effects().size();
        return stage.effects().stream()
                .skip(Math.max(first, before))
                .filter(LifeEffect::isInChalk)
                .toList();
    }

    private static void edit(LifeStage stage, Random chance, List<Consumer<LifeUser>> edits) {
        edits.stream().filter(edit -> chance.nextInt(3) == 0).forEach(edit -> {
            edit.accept(stage.user);
            if (chance.nextBoolean()) {
                stage.works();
            }
        });
        stage.works();
    }

    private static List<Consumer<LifeUser>> others(Random chance) {
        boolean one = chance.nextBoolean();
        var labels = Map.of("team", one ? "risk" : "fraud");
        var formats = one ? List.of(SecretFormat.FILES) : List.of(SecretFormat.FILES, SecretFormat.ENV);
        return List.of(
                user -> user.edits(
                        "secret",
                        SecretOutputBuilder.builder()
                                .labels(labels)
                                .annotations(labels)
                                .formats(formats)
                                .build(),
                        ChalkServiceCredentialSpec::withSecret),
                user -> user.edits(
                        "rolloutRestartTargets",
                        one ? List.of(LifeWorkload.TARGET) : List.of(),
                        ChalkServiceCredentialSpec::withRolloutRestartTargets),
                user -> user.edits(
                        "deletionPolicy",
                        one ? DeletionPolicy.DELETE : DeletionPolicy.RETAIN,
                        ChalkServiceCredentialSpec::withDeletionPolicy),
                user -> user.editsRotation("overlap", one ? "1h" : "2h", Rotation::withOverlap),
                user -> user.editsRotation("maxOverlap", one ? "3h" : "30d", Rotation::withMaxOverlap),
                user -> user.editsRotation("suspend", one, Rotation::withSuspend),
                user -> user.editsRotation(
                        "revocationPolicy",
                        one ? RevocationPolicy.WHEN_UNUSED : RevocationPolicy.AFTER_OVERLAP,
                        Rotation::withRevocationPolicy),
                user -> user.schedules(one ? "0 3 * * *" : "30 4 * * SUN"),
                user -> user.rotatesEvery(one ? "30d" : "60d"),
                user -> user.labelsSecret(LifeWorld.NAME));
    }
}
