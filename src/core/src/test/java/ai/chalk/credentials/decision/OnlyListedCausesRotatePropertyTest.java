// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import static ai.chalk.credentials.decision.Sample.CONNECTION;
import static ai.chalk.credentials.decision.Sample.TARGET;
import static ai.chalk.credentials.decision.Sample.resting;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.ConnectionRef;
import ai.chalk.credentials.api.v1alpha1.DataSourceTags;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import ai.chalk.credentials.api.v1alpha1.FeatureAction;
import ai.chalk.credentials.api.v1alpha1.FeatureTags;
import ai.chalk.credentials.api.v1alpha1.RevocationPolicy;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.api.v1alpha1.Rotation;
import ai.chalk.credentials.api.v1alpha1.RotationBuilder;
import ai.chalk.credentials.api.v1alpha1.SecretFormat;
import ai.chalk.credentials.api.v1alpha1.SecretOutput;
import ai.chalk.credentials.api.v1alpha1.SecretOutputBuilder;
import ai.chalk.credentials.api.v1alpha1.SecretTemplate;
import ai.chalk.credentials.api.v1alpha1.WorkloadKind;
import ai.chalk.credentials.chalk.Grants;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No edit of a spec issues a token, except for the listed causes. The seeds are fixed. */
class OnlyListedCausesRotatePropertyTest {

    private static final int SPECS = 500;
    private static final List<String> WORDS = List.of("a", "risk", "pii", "query.online", "query.offline");

    private final Decider decider = new Decider();

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 20_261_124, -3})
    void nothingElseInTheSpecIssues(long seed) {
        edited(seed).forEach(seen -> assertThat(decider.decide(seen).step())
                .as("%s", seen.spec())
                .isNotInstanceOf(Step.Issue.class));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 20_261_124, -3})
    void grantsThatChangeAreSetOnTheTokenThatIsThere(long seed) {
        edited(seed).filter(seen -> !grants(seen).equals(Sample.GRANTS)).forEach(seen -> {
            var current = Objects.requireNonNull(seen.status().current());
            assertThat(decider.decide(seen).step())
                    .as("%s", seen.spec())
                    .isIn(renderings(seen), new Step.UpdateGrants(current, grants(seen)));
        });
    }

    /** A Secret that is not as the spec asks is written first. */
    private static Step renderings(Observation seen) {
        var current = Optional.ofNullable(seen.status().current()).orElseThrow();
        return new Step.Render(seen.secret(current.secretName()).ours().orElseThrow(), current);
    }

    private static Stream<Observation> edited(long seed) {
        var chance = new Random(seed);
        return Stream.generate(() -> edited(chance)).limit(SPECS);
    }

    /** A credential at rest, with any number of edits of its spec or metadata that must not issue. */
    private static Observation edited(Random chance) {
        var sample = before(chance).seen(seen -> seen.withGeneration(2L));
        List<Consumer<Sample>> edits = List.of(
                // Labels and annotations do not change the generation, and a handled request may be removed.
                edit -> edit.seen(seen -> seen.withGeneration(1L)),
                edit -> edit.seen(seen -> seen.withRequests(RotationRequests.NONE)),
                edit -> edit.spec(spec -> spec.withPermissions(words(chance))),
                edit -> edit.spec(spec -> spec.withCustomClaims(claims(chance))),
                edit -> edit.spec(spec -> spec.withFeatureTags(featureTags(chance))),
                edit -> edit.spec(spec -> spec.withDataSourceTags(new DataSourceTags(words(chance)))),
                edit -> edit.spec(spec -> spec.withSecret(secret(chance))),
                edit -> edit.spec(spec -> spec.withRolloutRestartTargets(targets(chance))),
                edit -> edit.spec(
                        spec -> spec.withDeletionPolicy(anyOf(chance, DeletionPolicy.DELETE, DeletionPolicy.RETAIN))),
                edit -> edit.spec(spec -> spec.withProject(anyOf(chance, TARGET.projectId(), TARGET.projectName()))),
                edit -> edit.spec(
                        spec -> spec.withEnvironment(anyOf(chance, TARGET.environmentId(), TARGET.environmentName()))),
                edit -> edit.spec(
                        spec -> spec.withConnectionRef(new ConnectionRef(CONNECTION.kind(), CONNECTION.name()))),
                edit -> edit.spec(spec -> spec.withRotation(rotation(chance))),
                edit -> edit.secret(Sample.ours(Sample.token(3)).withRendered(false)));
        edits.stream().filter(edit -> chance.nextInt(3) == 0).forEach(edit -> edit.accept(sample));
        return sample.wanting(DesiredGrants.of(sample.observation().spec(), "sources"))
                .observation();
    }

    /** By interval or by schedule, with a handled request. */
    private static Sample before(Random chance) {
        var sample = chance.nextBoolean() ? resting() : resting().scheduled("0 3 * * SUN");
        var known = Sample.known(sample.observation().effective().scheduleText().orElse(null), null);
        return sample.status(status -> status.withRotation(known.withHandledRotateRequest("done")))
                .seen(seen -> seen.withRequests(
                        new RotationRequests(Optional.empty(), Optional.of("done"), Optional.empty())));
    }

    private static Grants grants(Observation seen) {
        return seen.wanted().available().orElseThrow().grants();
    }

    /** All fields except the trigger. The token is a day old: no interval here has ended, but most schedules have fired. */
    private static Rotation rotation(Random chance) {
        return RotationBuilder.builder()
                .interval(orAbsent(chance, "2d", "30d", "3650d"))
                .schedule(orAbsent(chance, "* * * * *", "0 3 * * *", "0 3 * * SUN", "0 0 30 2 *", "never"))
                .timeZone(orAbsent(chance, "UTC", "Europe/Berlin", "Pacific/Kiritimati", "Nowhere"))
                .overlap(orAbsent(chance, "1h", "0s", "30d"))
                .revocationPolicy(orAbsent(chance, RevocationPolicy.AFTER_OVERLAP, RevocationPolicy.WHEN_UNUSED))
                .maxOverlap(orAbsent(chance, "1h", "7d"))
                .spread(orAbsent(chance, "0s", "1h", "23h"))
                .suspend(orAbsent(chance, true, false))
                .build();
    }

    private static SecretOutput secret(Random chance) {
        var formats = EnumSet.complementOf(EnumSet.of(SecretFormat.UNKNOWN));
        return SecretOutputBuilder.builder()
                .name(orAbsent(chance, Sample.SECRET))
                .labels(orAbsent(chance, Map.of("team", anyOf(chance, "risk", "fraud"))))
                .annotations(orAbsent(chance, Map.of("note", anyOf(chance, "one", "other"))))
                .formats(orAbsent(
                        chance,
                        formats.stream().filter(format -> chance.nextBoolean()).toList()))
                .template(orAbsent(chance, new SecretTemplate(Map.of("file", "$(clientId)"))))
                .build();
    }

    private static FeatureTags featureTags(Random chance) {
        return new FeatureTags(
                words(chance),
                words(chance),
                words(chance),
                orAbsent(chance, FeatureAction.ALLOW, FeatureAction.BLOCK, FeatureAction.BLOCK_OUTPUT));
    }

    private static Map<String, List<String>> claims(Random chance) {
        var claims = new HashMap<String, List<String>>();
        words(chance).forEach(word -> claims.put(word, words(chance)));
        return claims;
    }

    private static List<RolloutRestartTarget> targets(Random chance) {
        return words(chance).stream()
                .map(word -> new RolloutRestartTarget(anyOf(chance, WorkloadKind.values()), word))
                .toList();
    }

    private static List<String> words(Random chance) {
        return IntStream.range(0, 1 + chance.nextInt(3))
                .mapToObj(i -> anyOf(chance, WORDS.toArray(String[]::new)))
                .distinct()
                .toList();
    }

    @SafeVarargs
    private static <T> @Nullable T orAbsent(Random chance, T... values) {
        int choice = chance.nextInt(values.length + 1);
        return choice == values.length ? null : values[choice];
    }

    @SafeVarargs
    @SuppressWarnings("NullAway") // the null among the values is what is wanted
    private static <T> T anyOf(Random chance, T... values) {
        return values[chance.nextInt(values.length)];
    }

    /** A new component must be added to the edits above or to the listed causes. */
    @Test
    void everyFieldOfTheSpecIsEditedOrACause() {
        assertThat(fields(ChalkServiceCredentialSpec.class))
                .isEqualTo(Set.of(
                        "connectionRef",
                        "project",
                        "environment",
                        "permissions",
                        "dataSourceTags",
                        "featureTags",
                        "customClaims",
                        "secret",
                        "rotation",
                        "rolloutRestartTargets",
                        "deletionPolicy"));
        assertThat(fields(SecretOutput.class))
                .isEqualTo(Set.of("name", "labels", "annotations", "formats", "template"));
        assertThat(fields(Rotation.class))
                .isEqualTo(Set.of(
                        "interval",
                        "schedule",
                        "timeZone",
                        "overlap",
                        "revocationPolicy",
                        "maxOverlap",
                        "spread",
                        "trigger",
                        "suspend"));
    }

    private static Set<String> fields(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> component.getName())
                .collect(Collectors.toSet());
    }
}
