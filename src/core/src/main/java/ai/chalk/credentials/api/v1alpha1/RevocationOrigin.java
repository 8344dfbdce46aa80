// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.common.WithBuilder;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** The deleted credential for which a token was issued. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record RevocationOrigin(
        @JsonPropertyDescription("Namespace of the credential. Required. Example: fraud") @Size(max = 63)
                String namespace,
        @JsonPropertyDescription("Name of the credential. Required. Example: scorer") @Size(max = 63) String name,
        @JsonPropertyDescription("Uid of the credential. Required. Example: 1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d")
                @Size(max = 64)
                String uid)
        implements RevocationOriginBuilder.With {}
