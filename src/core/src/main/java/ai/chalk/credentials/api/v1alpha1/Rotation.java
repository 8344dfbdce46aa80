// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.api.v1alpha1.Constraints.Interval;
import ai.chalk.credentials.api.v1alpha1.Constraints.UpToOneYear;
import ai.chalk.credentials.api.v1alpha1.Constraints.UpToTenYears;
import ai.chalk.credentials.common.WithBuilder;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * When the token is replaced, and how long its predecessor works on. Durations stay text: a user reads back what was written,
 * and {@code java.time.Duration} knows neither {@code 30d} nor a reader in JSON that does.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!(has(self.interval) && has(self.schedule))",
        fieldPath = ".schedule",
        message = "cannot be given together with interval: remove one of the two")
@ValidationRule(
        value = "!has(self.timeZone) || has(self.schedule)",
        fieldPath = ".timeZone",
        message = "matters only with schedule: remove it, or replace interval by a schedule")
@ValidationRule(
        value = "!(" + Cel.HAS_INTERVAL + ") || !has(self.overlap) || " + Cel.OVERLAP + " < " + Cel.INTERVAL,
        fieldPath = ".overlap",
        message = "must be shorter than interval",
        messageExpression = "'\"' + self.overlap + '\" must be shorter than interval (' + self.interval + ')'")
@ValidationRule(
        value = "!(" + Cel.HAS_INTERVAL + ") || has(self.overlap) || " + Cel.INTERVAL + " > 3600",
        fieldPath = ".overlap",
        reason = "FieldValueRequired",
        message = "is 1h when absent and must be shorter than interval: give a shorter one, for example 5m",
        messageExpression = "'is 1h when absent and must be shorter than interval (' + self.interval "
                + "+ '): give a shorter one, for example 30s'")
@ValidationRule(
        value = "!(" + Cel.HAS_INTERVAL + ") || !has(self.spread) || " + Cel.SPREAD + " < " + Cel.INTERVAL,
        fieldPath = ".spread",
        message = "must be shorter than interval",
        messageExpression = "'\"' + self.spread + '\" must be shorter than interval (' + self.interval + ')'")
@ValidationRule(
        value = "!has(self.maxOverlap) || !self.maxOverlap.matches(" + Cel.DURATION + ") || " + Cel.MAX_OVERLAP
                + " >= (has(self.overlap) ? " + Cel.OVERLAP + " : 3600)",
        fieldPath = ".maxOverlap",
        message = "must not be shorter than overlap, which is 1h when absent",
        messageExpression =
                """
                '"' + self.maxOverlap + '" must not be shorter than overlap (' + (has(self.overlap) ? self.overlap : '1h') + ')'""")
@ValidationRule(
        value = "!has(self.maxOverlap) || !has(self.revocationPolicy) || self.revocationPolicy == 'WhenUnused'",
        fieldPath = ".maxOverlap",
        message = "matters only with revocationPolicy WhenUnused: with AfterOverlap set overlap instead")
@ValidationRule(
        value = "!has(self.schedule) || !self.schedule.matches(" + CronPatterns.NEVER + ")",
        fieldPath = ".schedule",
        message = "never fires: no such day exists in any of its months",
        messageExpression = "'\"' + self.schedule + '\" never fires: its months have no such day'")
@WithBuilder
public record Rotation(
        @JsonPropertyDescription(
                        """
                Age at which the token is replaced: a duration of 1m to 3650d, with the units w d h m s, each at most
                once, in this order. Operators refuse less than their minimum-interval (15m). Not together with
                schedule. When both are absent: rotation on demand only. Example: 30d""")
                @Nullable
                @Interval
                String interval,
        @JsonPropertyDescription(
                        """
                Times at which the token is replaced, as a cron expression of five fields (minute hour day-of-month
                month day-of-week) of up to 128 characters. Not together with interval. When both are absent:
                rotation on demand only. Example: "0 3 * * SUN\"""")
                @Size(max = 128)
                @ValidationRule(
                        value = "self.matches(" + CronPatterns.FIVE_FIELDS + ")",
                        message = CronPatterns.MUST,
                        messageExpression = Cel.VALUE + CronPatterns.MUST + Cel.END)
                @Nullable
                String schedule,
        @JsonPropertyDescription(
                        """
                The IANA time zone of schedule: UTC or Region/City. Only with schedule. When absent: UTC.
                Example: Europe/Berlin""")
                @Size(max = 64)
                @ValidationRule(
                        value =
                                "(self == 'UTC' || self.contains('/')) && timestamp('2024-01-01T00:00:00Z').getFullYear(self) > 0",
                        message = "must be UTC or an IANA time zone as Region/City, for example Europe/Berlin",
                        messageExpression =
                                Cel.VALUE + "must be UTC or an IANA time zone as Region/City, for example Europe/Berlin"
                                        + Cel.END)
                @Nullable
                String timeZone,
        @JsonPropertyDescription(
                        """
                How long the predecessor works on, at the least, after its successor is in the Secret: a duration of 0s
                to 365d, shorter than interval. When absent: 1h. Example: 24h""")
                @Nullable
                @UpToOneYear
                String overlap,
        @JsonPropertyDescription(
                        """
                Whether revoking the predecessor waits for its users. WhenUnused: once the overlap is over, also wait
                until no running container holds the old value. AfterOverlap: do not look. When absent: WhenUnused.
                Example: AfterOverlap""")
                @Nullable
                RevocationPolicy revocationPolicy,
        @JsonPropertyDescription(
                        """
                With revocationPolicy WhenUnused: the predecessor is revoked this long after its successor was
                published, in use or not. A duration of 0s to 3650d, not shorter than overlap. When absent: wait for as
                long as it is in use, unless the connection's policy sets an upper bound. Example: 30d""")
                @Nullable
                @UpToTenYears
                String maxOverlap,
        @JsonPropertyDescription(
                        """
                Spreads a fleet's rotations: each credential has its own fixed offset of 0s up to this duration (at
                most 365d, shorter than interval), by which it rotates earlier than interval or later than schedule.
                When absent: a tenth of interval, 0s for a schedule. Example: 30m""")
                @Nullable
                @UpToOneYear
                String spread,
        @JsonPropertyDescription(
                        """
                Any change of this text of up to 64 characters rotates once; for requests by way of git. Quote numbers
                and dates. What is there when the first token is issued rotates nothing. When absent: no request.
                Example: "2026-11-24\"""")
                @Size(max = 64)
                @Nullable
                String trigger,
        @JsonPropertyDescription(
                        """
                true: no rotation by interval, schedule, trigger or rotate-requested-at; repairs, grants, a reported leak and
                deletion go on. Times of schedule that pass meanwhile are not made up; an interval that is over, or a
                request, is carried out once this is lifted. When absent: false. Example: true""")
                @Nullable
                Boolean suspend)
        implements RotationBuilder.With {}
