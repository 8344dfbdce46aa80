// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** When the token is replaced, and how long its predecessor lives on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rotation(
        @Nullable String interval,
        @Nullable String schedule,
        @Nullable String timeZone,
        @Nullable String overlap,
        @Nullable RevocationPolicy revocationPolicy,
        @Nullable String maxOverlap,
        @Nullable String spread,
        @Nullable String trigger,
        @Nullable Boolean suspend) {}
