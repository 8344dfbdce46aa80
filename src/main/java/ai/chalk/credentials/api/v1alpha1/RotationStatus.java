// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When the next rotations are due, and which requests were carried out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RotationStatus(
        @Nullable List<Instant> upcoming,
        @Nullable String handledTrigger,
        @Nullable String handledRotateRequest,
        @Nullable String handledRevokeRequest,
        @Nullable List<Instant> issueTimes) {}
