// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.policy;

import ai.chalk.credentials.api.v1alpha1.ConnectionPolicy;
import ai.chalk.credentials.api.v1alpha1.Defaults;
import ai.chalk.credentials.api.v1alpha1.Rotation;
import ai.chalk.credentials.schedule.CronSchedule;
import ai.chalk.credentials.schedule.Durations;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often a policy wants credentials to rotate, and how long a predecessor may live on. A text that is no duration, which
 * only an object older than a rule can hold, allows nothing.
 */
final class RotationRule {

    private RotationRule() {}

    /** Why the policy refuses this rotation, after the word "refuses". */
    static Optional<String> refusal(ConnectionPolicy policy, @Nullable Rotation rotation) {
        return tooSeldom(policy.maxRotationInterval(), rotation).or(() -> tooLong(policy.maxOverlap(), rotation));
    }

    private static Optional<String> tooSeldom(@Nullable String limit, @Nullable Rotation rotation) {
        if (limit == null) {
            return Optional.empty();
        }
        var demand = "spec.policy.maxRotationInterval demands a rotation at least every " + limit;
        if (rotation == null || (rotation.interval() == null && rotation.schedule() == null)) {
            return Optional.of(
                    "a credential that rotates only on demand: " + demand + ", so set spec.rotation.interval");
        }
        if (Boolean.TRUE.equals(rotation.suspend())) {
            return Optional.of("spec.rotation.suspend: " + demand);
        }
        var gap = longestGap(rotation);
        if (gap.isEmpty()) {
            return Optional.of(field(rotation) + ": " + demand + ", and how long it pauses at most cannot be told");
        }
        return exceeds(gap.get(), limit)
                ? Optional.of("%s, which pauses for up to %s: %s"
                        .formatted(field(rotation), Durations.format(gap.get()), demand))
                : Optional.empty();
    }

    /** Of an interval or a schedule; empty where its text cannot be read, and where a schedule never fires. */
    private static Optional<Duration> longestGap(Rotation rotation) {
        return rotation.interval() == null ? gapOfSchedule(rotation) : Durations.parse(rotation.interval());
    }

    private static Optional<Duration> gapOfSchedule(Rotation rotation) {
        var zone = Objects.requireNonNullElse(rotation.timeZone(), CronSchedule.UTC);
        return Optional.ofNullable(rotation.schedule())
                .flatMap(expression -> CronSchedule.parse(expression, zone, Duration.ZERO))
                .flatMap(CronSchedule::longestGap);
    }

    private static String field(Rotation rotation) {
        return rotation.interval() == null
                ? "spec.rotation.schedule \"" + rotation.schedule() + "\""
                : "spec.rotation.interval " + rotation.interval();
    }

    private static Optional<String> tooLong(@Nullable String limit, @Nullable Rotation rotation) {
        if (limit == null) {
            return Optional.empty();
        }
        return tooLongOverlap(limit, rotation)
                .or(() -> Optional.ofNullable(rotation)
                        .map(Rotation::maxOverlap)
                        .filter(most -> exceeds(most, limit))
                        .map(most -> "spec.rotation.maxOverlap " + most))
                .map(what -> what + ": spec.policy.maxOverlap allows at most " + limit);
    }

    private static Optional<String> tooLongOverlap(String limit, @Nullable Rotation rotation) {
        var overlap = rotation == null ? null : rotation.overlap();
        if (overlap == null) {
            return exceeds(Defaults.OVERLAP, limit)
                    ? Optional.of("the overlap of 1h that is meant when spec.rotation.overlap is absent")
                    : Optional.empty();
        }
        return exceeds(overlap, limit) ? Optional.of("spec.rotation.overlap " + overlap) : Optional.empty();
    }

    private static boolean exceeds(String asked, String limit) {
        return Durations.parse(asked).map(duration -> exceeds(duration, limit)).orElse(true);
    }

    private static boolean exceeds(Duration asked, String limit) {
        return Durations.parse(limit).map(most -> asked.compareTo(most) > 0).orElse(true);
    }
}
