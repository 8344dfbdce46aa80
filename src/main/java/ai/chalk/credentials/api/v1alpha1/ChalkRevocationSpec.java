// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token that must still be revoked after its credential is gone: by its id, or, where no id is known, by its name. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChalkRevocationSpec(
        @JsonPropertyDescription("Id of the token in Chalk. Not together with tokenNamePrefix. Example: 0f3b2c1d")
                @Size(max = 256)
                @Nullable
                String tokenId,
        @JsonPropertyDescription(
                        "Client id of the token; not secret. Only with tokenId. Example: client-0123456789abcdef")
                @Size(max = 256)
                @Nullable
                String clientId,
        @JsonPropertyDescription(
                        """
                What the names of all tokens begin with that interrupted attempts may have left. Not together with tokenId.
                Example: k8s/8d1e/fraud/scorer/1a2b3c4d/""")
                @Size(max = 256)
                @Nullable
                String tokenNamePrefix,
        @JsonPropertyDescription("Id of the environment. Example: cl0def") @Size(max = 256) String environmentId,
        @JsonPropertyDescription("The connection that it was issued through.") PinnedConnection connection,
        @JsonPropertyDescription("The credential that it was issued for.") RevocationOrigin origin,
        @JsonPropertyDescription("Why it is revoked from here. Example: CredentialDeleted") @Size(max = 64)
                String reason,
        @JsonPropertyDescription(
                        """
                Not revoked before this time, in UTC, as workloads may use it until then. When absent: at once.
                Example: "2026-11-25T03:12:00Z\"""")
                @Nullable
                Instant notBefore) {}
