// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which features may be computed and returned, by tag. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FeatureTags(
        @Nullable List<String> block,
        @Nullable List<String> blockOutput,
        @Nullable List<String> allow,
        @Nullable FeatureAction defaultAction) {}
