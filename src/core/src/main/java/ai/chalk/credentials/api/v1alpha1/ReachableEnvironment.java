// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** An environment that the connection's token can reach. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReachableEnvironment(
        @JsonPropertyDescription("Id of the environment. Example: cl0def") @Size(max = 256) String id,
        @JsonPropertyDescription("Name of the environment. Example: production") @Size(max = 256) String name,
        @JsonPropertyDescription("Id of its project. Example: cl0abc") @Size(max = 256) String projectId,
        @JsonPropertyDescription("Name of its project. Example: fraud") @Size(max = 256) String projectName) {}
