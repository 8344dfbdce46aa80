// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import static ai.chalk.credentials.decision.Sample.ID;
import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpecBuilder;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.ConnectionRef;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import ai.chalk.credentials.api.v1alpha1.RevocationPolicy;
import ai.chalk.credentials.api.v1alpha1.Rotation;
import ai.chalk.credentials.api.v1alpha1.RotationBuilder;
import ai.chalk.credentials.api.v1alpha1.SecretFormat;
import ai.chalk.credentials.api.v1alpha1.SecretOutputBuilder;
import ai.chalk.credentials.api.v1alpha1.SecretTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Defaults are part of the API: a changed default changes the behaviour in every cluster. */
class EffectiveSpecTest {

    private static final Rotation ABSENT = RotationBuilder.builder().build();
    private static final Instant ISSUED = token(3).issueTime();

    @ParameterizedTest
    @MethodSource
    void defaults(String name, Function<EffectiveSpec, Object> field, Object expected) {
        assertThat(field.apply(minimal())).as(name).isEqualTo(expected);
        assertThat(field.apply(rotating(ABSENT)))
                .as(name + " of an empty rotation")
                .isEqualTo(expected);
        var output = SecretOutputBuilder.builder().build();
        assertThat(field.apply(new EffectiveSpec(ID, minimal().spec().withSecret(output))))
                .as(name + " of an empty secret")
                .isEqualTo(expected);
    }

    static List<Arguments> defaults() {
        return List.of(
                row(
                        "connectionRef",
                        EffectiveSpec::connectionRef,
                        new ConnectionRef(ConnectionKind.CLUSTER_CHALK_CONNECTION, "default")),
                row("secret.name", EffectiveSpec::secretName, "scorer"),
                row(
                        "secret.formats",
                        EffectiveSpec::formats,
                        List.of(SecretFormat.FILES, SecretFormat.ENV, SecretFormat.UNDERSCORE_ENV)),
                row("secret.template", spec -> spec.template().isPresent(), false),
                row("secret.labels", EffectiveSpec::secretLabels, Map.of()),
                row("secret.annotations", EffectiveSpec::secretAnnotations, Map.of()),
                row("rotation.interval", spec -> spec.interval().isPresent(), false),
                row("rotation.schedule", spec -> spec.schedule().dueAfter(NOW).isPresent(), false),
                row(
                        "rotation.schedule, its problem",
                        spec -> spec.scheduleProblem().isPresent(),
                        false),
                row("rotation.overlap", EffectiveSpec::overlap, Duration.ofHours(1)),
                row("rotation.revocationPolicy", EffectiveSpec::revocationPolicy, RevocationPolicy.WHEN_UNUSED),
                row("rotation.maxOverlap", spec -> spec.maxOverlap().isPresent(), false),
                row("rotation.suspend", EffectiveSpec::isSuspended, false),
                row("deletionPolicy", EffectiveSpec::deletionPolicy, DeletionPolicy.DELETE));
    }

    @ParameterizedTest
    @MethodSource
    void given(String name, Function<EffectiveSpec, Object> field, Object expected) {
        var output = SecretOutputBuilder.builder()
                .name("own")
                .labels(Map.of("team", "risk"))
                .annotations(Map.of("note", "x"))
                .formats(List.of(SecretFormat.ENV))
                .template(new SecretTemplate(Map.of("key", "text")))
                .build();
        var rotation = RotationBuilder.builder()
                .interval("10d")
                .overlap("2h")
                .revocationPolicy(RevocationPolicy.AFTER_OVERLAP)
                .maxOverlap("3h")
                .spread("0s")
                .suspend(true)
                .build();
        var spec = minimal().spec().withSecret(output).withRotation(rotation).withDeletionPolicy(DeletionPolicy.RETAIN);

        assertThat(field.apply(new EffectiveSpec(ID, spec))).as(name).isEqualTo(expected);
    }

    static List<Arguments> given() {
        return List.of(
                row("secret.name", EffectiveSpec::secretName, "own"),
                row("secret.formats", EffectiveSpec::formats, List.of(SecretFormat.ENV)),
                row("secret.template", spec -> spec.template().orElseThrow(), Map.of("key", "text")),
                row("secret.labels", EffectiveSpec::secretLabels, Map.of("team", "risk")),
                row("secret.annotations", EffectiveSpec::secretAnnotations, Map.of("note", "x")),
                row("rotation.interval", spec -> spec.interval().orElseThrow(), Duration.ofDays(10)),
                row(
                        "rotation.schedule",
                        spec -> spec.schedule().dueAfter(NOW).orElseThrow(),
                        NOW.plus(Duration.ofDays(10))),
                row("rotation.overlap", EffectiveSpec::overlap, Duration.ofHours(2)),
                row("rotation.revocationPolicy", EffectiveSpec::revocationPolicy, RevocationPolicy.AFTER_OVERLAP),
                row("rotation.maxOverlap", spec -> spec.maxOverlap().orElseThrow(), Duration.ofHours(3)),
                row("rotation.suspend", EffectiveSpec::isSuspended, true),
                row("deletionPolicy", EffectiveSpec::deletionPolicy, DeletionPolicy.RETAIN));
    }

    /** The offset is a hash of the uid, so these instants are the same in every process and version. */
    @ParameterizedTest
    @CsvSource({
        "30d, , , , 2026-12-22T20:16:15Z",
        "30d, , , 0s, 2026-12-23T12:00:00Z",
        "30d, , , 3d, 2026-12-22T20:16:15Z",
        ", 0 3 * * *, , , 2026-11-24T03:00:00Z",
        ", 0 3 * * *, Europe/Berlin, , 2026-11-24T02:00:00Z",
        "30d, 0 3 * * *, , 0s, 2026-12-23T12:00:00Z"
    })
    void isDue(
            @Nullable String interval,
            @Nullable String cron,
            @Nullable String zone,
            @Nullable String spread,
            Instant due) {
        var rotation = RotationBuilder.builder()
                .interval(interval)
                .schedule(cron)
                .timeZone(zone)
                .spread(spread)
                .build();

        assertThat(dueAt(rotation)).contains(due);
        assertThat(dueAt(rotation.withSuspend(true))).isEmpty();
    }

    @Test
    void delaysASlotByTheSpread() {
        var rotation =
                RotationBuilder.builder().schedule("0 3 * * *").spread("1h").build();
        var due = dueAt(rotation).orElseThrow();

        assertThat(due).isBetween(Instant.parse("2026-11-24T03:00:01Z"), Instant.parse("2026-11-24T03:59:59Z"));
    }

    @Test
    void saysWhatIsWrongWithASchedule() {
        var rotation = RotationBuilder.builder()
                .schedule("0 3 * * *")
                .timeZone("Nowhere")
                .build();

        assertThat(rotating(rotation).scheduleProblem().orElseThrow()).contains("timeZone", "Nowhere");
        assertThat(dueAt(rotation)).isEmpty();
        assertThat(rotating(rotation.withInterval("1d")).scheduleProblem()).isEmpty();
    }

    /** Only slots are skipped: an interval counts from the issue, however long the suspension was. */
    @ParameterizedTest
    @CsvSource({", 60, 60", ", 0, 0", ", -60, 0", "10d, 60, 0"})
    void countsFromASkippedSlotThatIsNewerThanTheToken(
            @Nullable String interval, long skippedAfter, long expectedAfter) {
        var skipped = Sample.known(null, ISSUED.plusSeconds(skippedAfter));

        assertThat(rotating(ABSENT.withInterval(interval)).countedFrom(token(3), skipped, NOW))
                .isEqualTo(ISSUED.plusSeconds(expectedAfter));
        assertThat(rotating(ABSENT).countedFrom(token(3), null, NOW)).isEqualTo(ISSUED);
    }

    /** A change of a schedule's times counts from when it is observed; an interval is an age. */
    @ParameterizedTest
    @CsvSource({
        ", 0 3 * * *, , , 0 3 * * * UTC 0s, false",
        ", 0 3 * * *, UTC, 0s, 0 3 * * * UTC 0s, false",
        ", 0 3 * * *, , , , true",
        ", 0 3 * * *, , , 0 3 * * SUN UTC 0s, true",
        ", 0 3 * * *, Europe/Berlin, , 0 3 * * * UTC 0s, true",
        ", 0 3 * * *, , 1h, 0 3 * * * UTC 0s, true",
        ", , , , 0 3 * * * UTC 0s, false",
        "1d, 0 3 * * *, , , 0 3 * * SUN UTC 0s, false"
    })
    void countsANewScheduleFromNow(
            @Nullable String interval,
            @Nullable String cron,
            @Nullable String zone,
            @Nullable String spread,
            @Nullable String known,
            boolean fromNow) {
        var rotation = RotationBuilder.builder()
                .interval(interval)
                .schedule(cron)
                .timeZone(zone)
                .spread(spread)
                .build();

        assertThat(rotating(rotation).countedFrom(token(3), Sample.known(known, null), NOW))
                .isEqualTo(fromNow ? NOW : ISSUED);
    }

    private static Optional<Instant> dueAt(Rotation rotation) {
        var spec = rotating(rotation);
        return spec.dueAt(token(3), Sample.known(spec.scheduleText().orElse(null), null), NOW);
    }

    private static Arguments row(String name, Function<EffectiveSpec, Object> field, Object expected) {
        return Arguments.of(name, field, expected);
    }

    private static EffectiveSpec rotating(Rotation rotation) {
        return new EffectiveSpec(ID, minimal().spec().withRotation(rotation));
    }

    private static EffectiveSpec minimal() {
        return new EffectiveSpec(
                ID,
                ChalkServiceCredentialSpecBuilder.builder()
                        .project("fraud")
                        .environment("production")
                        .permissions(List.of("query.online"))
                        .build());
    }
}
