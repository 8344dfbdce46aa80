// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/**
 * The field that the Service Binding specification requires of a provisioned service. That specification also fixes its
 * path in the status.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Binding(
        @JsonPropertyDescription("Name of the Secret that holds the token. Example: fraud-scorer-chalk")
                @Size(max = 253)
                String name) {}
