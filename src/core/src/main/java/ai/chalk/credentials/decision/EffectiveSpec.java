// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.ConnectionRef;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.Defaults;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import ai.chalk.credentials.api.v1alpha1.RevocationPolicy;
import ai.chalk.credentials.api.v1alpha1.Rotation;
import ai.chalk.credentials.api.v1alpha1.RotationStatus;
import ai.chalk.credentials.api.v1alpha1.SecretFormat;
import ai.chalk.credentials.api.v1alpha1.SecretOutput;
import ai.chalk.credentials.common.Spread;
import ai.chalk.credentials.schedule.CronSchedule;
import ai.chalk.credentials.schedule.Durations;
import ai.chalk.credentials.schedule.IntervalSchedule;
import ai.chalk.credentials.schedule.RotationSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The spec with the documented meaning of what it leaves out. There are no defaults in the schema, as those make GitOps tools
 * show a difference for ever; so this is the one place that knows them.
 */
public record EffectiveSpec(CredentialId id, ChalkServiceCredentialSpec spec) {

    private static final long SPREAD_PART = 10;
    private static final ConnectionRef CONNECTION =
            new ConnectionRef(ConnectionKind.CLUSTER_CHALK_CONNECTION, "default");
    private static final List<SecretFormat> FORMATS =
            List.of(SecretFormat.FILES, SecretFormat.ENV, SecretFormat.UNDERSCORE_ENV);

    public ConnectionRef connectionRef() {
        return Optional.ofNullable(spec.connectionRef()).orElse(CONNECTION);
    }

    public String secretName() {
        return secret().map(SecretOutput::name).orElse(id.name());
    }

    public List<SecretFormat> formats() {
        return secret().map(SecretOutput::formats).orElse(FORMATS);
    }

    /** Own keys instead of formats; empty where formats rule. */
    public Optional<Map<String, String>> template() {
        return secret().map(SecretOutput::template)
                .map(template -> Objects.requireNonNullElse(template.data(), Map.of()));
    }

    public Map<String, String> secretLabels() {
        return secret().map(SecretOutput::labels).orElse(Map.of());
    }

    public Map<String, String> secretAnnotations() {
        return secret().map(SecretOutput::annotations).orElse(Map.of());
    }

    public DeletionPolicy deletionPolicy() {
        return Optional.ofNullable(spec.deletionPolicy()).orElse(DeletionPolicy.DELETE);
    }

    /** How long a predecessor works on after its successor was published. */
    public Duration overlap() {
        return rotation().map(Rotation::overlap).flatMap(Durations::parse).orElse(Defaults.OVERLAP);
    }

    /** Whether the current token and its Secret outlive the credential. */
    public boolean isRetained() {
        return deletionPolicy() == DeletionPolicy.RETAIN;
    }

    public Optional<Duration> interval() {
        return rotation().map(Rotation::interval).flatMap(Durations::parse);
    }

    /** Whether revoking a predecessor waits for its users. */
    public RevocationPolicy revocationPolicy() {
        return rotation().map(Rotation::revocationPolicy).orElse(RevocationPolicy.WHEN_UNUSED);
    }

    /** When a predecessor is revoked in any case, counted from the publication of its successor. */
    public Optional<Duration> maxOverlap() {
        return rotation().map(Rotation::maxOverlap).flatMap(Durations::parse);
    }

    /** When that token is to be replaced; empty while rotation is suspended, or on demand only. */
    public Optional<Instant> dueAt(CurrentToken token, @Nullable RotationStatus rotation, Instant now) {
        return isSuspended() ? Optional.empty() : schedule().dueAfter(countedFrom(token, rotation, now));
    }

    /**
     * The time from which the next rotation is counted. An interval is an age. Of a schedule those times do not count that passed
     * while it was suspended, or before somebody changed it: no edit rotates.
     */
    public Instant countedFrom(CurrentToken token, @Nullable RotationStatus rotation, Instant now) {
        var skipped = isScheduleNew(rotation)
                ? Optional.of(now)
                : Optional.ofNullable(rotation).map(RotationStatus::skippedTime);
        return skipped.filter(until -> interval().isEmpty() && until.isAfter(token.issueTime()))
                .orElse(token.issueTime());
    }

    /** Whether the schedule is another one than when the status was written. */
    boolean isScheduleNew(@Nullable RotationStatus rotation) {
        var known = Optional.ofNullable(rotation).map(RotationStatus::schedule);
        return scheduleText().isPresent() && !scheduleText().equals(known);
    }

    /** The schedule as the status remembers it, with all that moves its times; empty where none rules. */
    public Optional<String> scheduleText() {
        return interval().isPresent()
                ? Optional.empty()
                : expression().map(text -> text + " " + timeZone() + " " + Durations.format(spreadWidth()));
    }

    public boolean isSuspended() {
        return rotation().map(Rotation::suspend).orElse(false);
    }

    /** Never, too, where {@link #scheduleProblem} says why. */
    public RotationSchedule schedule() {
        return interval()
                .<RotationSchedule>map(interval -> new IntervalSchedule(interval, spreadOffset()))
                .or(() ->
                        expression().flatMap(expression -> CronSchedule.parse(expression, timeZone(), spreadOffset())))
                .orElse(RotationSchedule.NEVER);
    }

    /** By how much this credential rotates earlier than its interval, or later than its schedule says. */
    public Duration spreadOffset() {
        return Spread.offset(id.uid(), spreadWidth());
    }

    /** What {@link #spreadOffset} stays below. */
    public Duration spreadWidth() {
        return rotation().map(Rotation::spread).flatMap(Durations::parse).orElseGet(() -> interval()
                .map(interval -> interval.dividedBy(SPREAD_PART))
                .orElse(Duration.ZERO));
    }

    /**
     * Why the schedule or its time zone cannot be read, as a sentence for people; what admission lets through is well formed,
     * but need not mean anything.
     */
    public Optional<String> scheduleProblem() {
        return interval().isPresent()
                ? Optional.empty()
                : expression().flatMap(expression -> CronSchedule.problem(expression, timeZone()));
    }

    /** The five fields of the schedule. */
    public Optional<String> expression() {
        return rotation().map(Rotation::schedule);
    }

    /** The time zone of the schedule. */
    public String timeZone() {
        return rotation().map(Rotation::timeZone).orElse(CronSchedule.UTC);
    }

    private Optional<Rotation> rotation() {
        return Optional.ofNullable(spec.rotation());
    }

    private Optional<SecretOutput> secret() {
        return Optional.ofNullable(spec.secret());
    }
}
