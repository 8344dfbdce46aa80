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
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
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
 * The spec with its defaults. The schema has none, because GitOps tools would show them as a permanent difference; so this is
 * the one place that knows them.
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

    /** The user's own keys instead of formats; empty if formats apply. */
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

    /** Workloads that are restarted after a rotation. */
    public List<RolloutRestartTarget> rolloutRestartTargets() {
        return Optional.ofNullable(spec.rolloutRestartTargets()).orElse(List.of());
    }

    public DeletionPolicy deletionPolicy() {
        return Optional.ofNullable(spec.deletionPolicy()).orElse(DeletionPolicy.DELETE);
    }

    /** How long a predecessor stays valid after its successor was published. */
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

    /** Whether the revocation of a predecessor waits until no container holds it. */
    public RevocationPolicy revocationPolicy() {
        return rotation().map(Rotation::revocationPolicy).orElse(RevocationPolicy.WHEN_UNUSED);
    }

    /** When a predecessor is revoked even if it is in use, counted from the publication of its successor. */
    public Optional<Duration> maxOverlap() {
        return rotation().map(Rotation::maxOverlap).flatMap(Durations::parse);
    }

    /** When the token is due for rotation; empty while rotation is suspended, or on demand only. */
    public Optional<Instant> dueAt(CurrentToken token, @Nullable RotationStatus rotation, Instant now) {
        return isSuspended() ? Optional.empty() : schedule().dueAfter(countedFrom(token, rotation, now));
    }

    /**
     * The time from which the next rotation is counted. An interval is an age. Times of a schedule do not count if they passed
     * while it was suspended, or before it was changed: no edit rotates.
     */
    public Instant countedFrom(CurrentToken token, @Nullable RotationStatus rotation, Instant now) {
        var skipped = isScheduleNew(rotation)
                ? Optional.of(now)
                : Optional.ofNullable(rotation).map(RotationStatus::skippedTime);
        return skipped.filter(until -> interval().isEmpty() && until.isAfter(token.issueTime()))
                .orElse(token.issueTime());
    }

    /** Whether the schedule has changed since the status was written. */
    boolean isScheduleNew(@Nullable RotationStatus rotation) {
        var known = Optional.ofNullable(rotation).map(RotationStatus::schedule);
        return scheduleText().isPresent() && !scheduleText().equals(known);
    }

    /** The schedule as the status records it, with everything that determines its times; empty if none applies. */
    public Optional<String> scheduleText() {
        return interval().isPresent()
                ? Optional.empty()
                : expression().map(text -> text + " " + timeZone() + " " + Durations.format(spreadWidth()));
    }

    public boolean isSuspended() {
        return rotation().map(Rotation::suspend).orElse(false);
    }

    /** {@link RotationSchedule#NEVER} also if there is a {@link #scheduleProblem}. */
    public RotationSchedule schedule() {
        return interval()
                .<RotationSchedule>map(interval -> new IntervalSchedule(interval, spreadOffset()))
                .or(() ->
                        expression().flatMap(expression -> CronSchedule.parse(expression, timeZone(), spreadOffset())))
                .orElse(RotationSchedule.NEVER);
    }

    /** By how much this credential rotates before the end of its interval, or after the time of its schedule. */
    public Duration spreadOffset() {
        return Spread.offset(id.uid(), spreadWidth());
    }

    /** The upper bound of {@link #spreadOffset}. */
    public Duration spreadWidth() {
        return rotation().map(Rotation::spread).flatMap(Durations::parse).orElseGet(() -> interval()
                .map(interval -> interval.dividedBy(SPREAD_PART))
                .orElse(Duration.ZERO));
    }

    /**
     * Why the schedule or its time zone is invalid, as a sentence. Admission checks only the form, so a schedule that it accepts
     * can still be invalid.
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
