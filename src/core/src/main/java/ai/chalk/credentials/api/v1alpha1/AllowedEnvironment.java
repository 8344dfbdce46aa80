// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.api.v1alpha1.Constraints.NameOrAny;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A project and environment in which credentials may have tokens issued. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AllowedEnvironment(
        @JsonPropertyDescription("The project, by name or id, or * for any. Required. Example: fraud") @NameOrAny
                String project,
        @JsonPropertyDescription("The environment, by name or id, or * for any. Required. Example: production")
                @NameOrAny
                String environment) {}
