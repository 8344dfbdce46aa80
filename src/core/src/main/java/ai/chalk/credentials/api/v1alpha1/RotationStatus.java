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

/** When the next rotations are due, and which requests were carried out, so that none is carried out twice. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record RotationStatus(
        @JsonPropertyDescription("The next three rotations, in UTC. Absent when rotation is on demand only.")
                @Size(max = 3)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<Instant> upcoming,
        @JsonPropertyDescription("The spec's trigger that was carried out last. Absent when there was none.")
                @Size(max = 64)
                @Nullable
                String handledTrigger,
        @JsonPropertyDescription(
                        "The annotation rotate-requested-at that was carried out last. Absent when there was none.")
                @Size(max = RotationStatus.ANNOTATION)
                @Nullable
                String handledRotateRequest,
        @JsonPropertyDescription(
                        "The annotation revoke-requested-at that was carried out last. Absent when there was none.")
                @Size(max = RotationStatus.ANNOTATION)
                @Nullable
                String handledRevokeRequest,
        @JsonPropertyDescription(
                        """
                When tokens were created in the last hour, in UTC; creations that Chalk definitely refused do not count.
                Absent when none were.""")
                @Size(max = 1000)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<Instant> issueTimes,
        @JsonPropertyDescription(
                        """
                Times of schedule up to this one do not count, in UTC: they passed while rotation was suspended, or before
                the schedule became what it is. Absent when all count.""")
                @Nullable
                Instant skippedTime,
        @JsonPropertyDescription(
                        """
                Workloads that are still to be restarted because of the last rotation. Absent when none are.""")
                @Size(max = 32)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<RolloutRestartTarget> pendingRestarts,
        @JsonPropertyDescription(
                        """
                The schedule in force, with its time zone and spread, so that a changed one counts from the change on.
                Absent when there is none. Example: 0 3 * * SUN Europe/Berlin 0s""")
                @Size(max = 256)
                @Nullable
                String schedule)
        implements RotationStatusBuilder.With {

    /** Longer annotations are remembered by a hash. */
    static final int ANNOTATION = 128;

    public RotationStatus {
        upcoming = upcoming == null ? List.of() : List.copyOf(upcoming);
        issueTimes = issueTimes == null ? List.of() : List.copyOf(issueTimes);
        pendingRestarts = pendingRestarts == null ? List.of() : List.copyOf(pendingRestarts);
    }
}
