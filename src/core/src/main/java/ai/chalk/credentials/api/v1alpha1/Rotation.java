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
 * When the token is rotated, and how long its predecessor stays valid. Durations stay strings: users read back what
 * they wrote, and {@code java.time.Duration} neither knows {@code 30d} nor has a JSON reader that does.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!(has(self.interval) && has(self.schedule))",
        fieldPath = ".schedule",
        message = "cannot be combined with interval: remove one of the two")
@ValidationRule(
        value = "!has(self.timeZone) || has(self.schedule)",
        fieldPath = ".timeZone",
        message = "applies only with schedule: remove it, or replace interval by a schedule")
@ValidationRule(
        value = "!(" + Cel.HAS_INTERVAL + ") || !has(self.overlap) || " + Cel.OVERLAP + " < " + Cel.INTERVAL,
        fieldPath = ".overlap",
        message = "must be shorter than interval",
        messageExpression = "'\"' + self.overlap + '\" must be shorter than interval (' + self.interval + ')'")
@ValidationRule(
        value = "!(" + Cel.HAS_INTERVAL + ") || has(self.overlap) || " + Cel.INTERVAL + " > 3600",
        fieldPath = ".overlap",
        reason = "FieldValueRequired",
        message = "defaults to 1h, which is not shorter than interval: set a shorter one, for example 5m",
        messageExpression = "'defaults to 1h, which is not shorter than interval (' + self.interval "
                + "+ '): set a shorter one, for example 30s'")
@ValidationRule(
        value = "!(" + Cel.HAS_INTERVAL + ") || !has(self.spread) || " + Cel.SPREAD + " < " + Cel.INTERVAL,
        fieldPath = ".spread",
        message = "must be shorter than interval",
        messageExpression = "'\"' + self.spread + '\" must be shorter than interval (' + self.interval + ')'")
@ValidationRule(
        value = "!has(self.maxOverlap) || !self.maxOverlap.matches(" + Cel.DURATION + ") || " + Cel.MAX_OVERLAP
                + " >= (has(self.overlap) ? " + Cel.OVERLAP + " : 3600)",
        fieldPath = ".maxOverlap",
        message = "must not be shorter than overlap (default: 1h)",
        messageExpression =
                """
                '"' + self.maxOverlap + '" must not be shorter than overlap (' + (has(self.overlap) ? self.overlap : '1h') + ')'""")
@ValidationRule(
        value = "!has(self.maxOverlap) || !has(self.revocationPolicy) || self.revocationPolicy == 'WhenUnused'",
        fieldPath = ".maxOverlap",
        message = "applies only with revocationPolicy WhenUnused: with AfterOverlap set overlap instead")
@ValidationRule(
        value = "!has(self.schedule) || !self.schedule.matches(" + CronPatterns.NEVER + ")",
        fieldPath = ".schedule",
        message = "never fires: none of its months has such a day",
        messageExpression = "'\"' + self.schedule + '\" never fires: none of its months has such a day'")
@WithBuilder
public record Rotation(
        @JsonPropertyDescription(
                        """
                Age at which the token is rotated: a duration of 1m to 3650d, with the units w d h m s, each at most
                once, in this order. The operator refuses an interval below its setting minimum-interval (15m). Not
                together with schedule. Default: without schedule, rotation on demand only. Example: 30d""")
                @Nullable
                @Interval
                String interval,
        @JsonPropertyDescription(
                        """
                Times at which the token is rotated, as a cron expression of five fields (minute hour day-of-month month
                day-of-week) of up to 128 characters. Not together with interval. Default: without interval, rotation on
                demand only. Example: "0 3 * * SUN\"""")
                @Size(max = 128)
                @ValidationRule(
                        value = "self.matches(" + CronPatterns.FIVE_FIELDS + ")",
                        message = CronPatterns.MUST,
                        messageExpression = Cel.VALUE + CronPatterns.MUST + Cel.END)
                @Nullable
                String schedule,
        @JsonPropertyDescription(
                        """
                The IANA time zone of schedule: UTC or Region/City. Only with schedule. Default: UTC. Example:
                Europe/Berlin""")
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
                Minimum time for which the predecessor stays valid after its successor is published: a duration of 0s to
                365d, shorter than interval. Default: 1h. Example: 24h""")
                @Nullable
                @UpToOneYear
                String overlap,
        @JsonPropertyDescription(
                        """
                Whether the revocation of the predecessor waits for its users. WhenUnused: after the overlap, the
                operator also waits until no running container holds the old value. AfterOverlap: the operator revokes
                when the overlap is over. Default: WhenUnused. Example: AfterOverlap""")
                @Nullable
                RevocationPolicy revocationPolicy,
        @JsonPropertyDescription(
                        """
                Maximum time for which the predecessor stays valid after its successor is published, even if it is still
                in use. Only with revocationPolicy WhenUnused. A duration of 0s to 3650d, not shorter than overlap.
                Default: the policy of the connection, or no maximum. Example: 30d""")
                @Nullable
                @UpToTenYears
                String maxOverlap,
        @JsonPropertyDescription(
                        """
                Spreads the rotations of a fleet. Each credential has a fixed offset between 0s and this duration; it
                rotates earlier than interval, or later than schedule, by this offset. A duration of 0s to 365d, shorter
                than interval. Default: a tenth of interval; 0s with schedule. Example: 30m""")
                @Nullable
                @UpToOneYear
                String spread,
        @JsonPropertyDescription(
                        """
                Every change of this text rotates the token once; use it to request a rotation through git. Up to 64
                characters; quote numbers and dates. The value that is set when the first token is issued rotates
                nothing. Default: no request. Example: "2026-11-24\"""")
                @Size(max = 64)
                @Nullable
                String trigger,
        @JsonPropertyDescription(
                        """
                true: no rotation by interval, schedule, trigger or rotate-requested-at. Repairs, updates of grants,
                rotations after a reported leak, and deletion continue. Schedule times that pass in the meantime are
                skipped; an elapsed interval or a request is carried out when suspend is removed. Default: false.
                Example: true""")
                @Nullable
                Boolean suspend)
        implements RotationBuilder.With {}
