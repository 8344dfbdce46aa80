// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.common.WithBuilder;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When the next rotations are due, and which requests were carried out, so that each is carried out only once. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record RotationStatus(
        @JsonPropertyDescription("The next three rotations, in UTC. Not set if tokens rotate on demand only.")
                @Size(max = 3)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<Instant> upcoming,
        @JsonPropertyDescription(
                        "The value of the spec's trigger that was carried out last. Not set if there was none.")
                @Size(max = 64)
                @Nullable
                String handledTrigger,
        @JsonPropertyDescription(
                        """
                The value of the annotation rotate-requested-at that was carried out last. Not set if there was none.""")
                @Size(max = RotationStatus.ANNOTATION)
                @Nullable
                String handledRotateRequest,
        @JsonPropertyDescription(
                        """
                The value of the annotation revoke-requested-at that was carried out last. Not set if there was none.""")
                @Size(max = RotationStatus.ANNOTATION)
                @Nullable
                String handledRevokeRequest,
        @JsonPropertyDescription(
                        """
                When tokens were created during the last hour, in UTC. Attempts that Chalk definitely refused do not
                count. Not set if there were none.""")
                @Size(max = 1000)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<Instant> issueTimes,
        @JsonPropertyDescription(
                        """
                Schedule times up to this one are ignored, in UTC, because they passed while rotation was suspended or
                before the schedule last changed. Not set if all count.""")
                @Nullable
                Instant skippedTime,
        @JsonPropertyDescription(
                        """
                Workloads that the operator must still restart because of the last rotation. Not set if there are
                none.""")
                @Size(max = 32)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<RolloutRestartTarget> pendingRestarts,
        @JsonPropertyDescription(
                        """
                The schedule in force, with its time zone and spread. After a change, only times after the change count.
                Not set if there is no schedule. Example: 0 3 * * SUN Europe/Berlin 0s""")
                @Size(max = 256)
                @Nullable
                String schedule)
        implements RotationStatusBuilder.With {

    /** Longer annotation values are stored as a hash. */
    static final int ANNOTATION = 128;

    public RotationStatus {
        upcoming = upcoming == null ? List.of() : List.copyOf(upcoming);
        issueTimes = issueTimes == null ? List.of() : List.copyOf(issueTimes);
        pendingRestarts = pendingRestarts == null ? List.of() : List.copyOf(pendingRestarts);
    }
}
