// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.common.WithBuilder;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token to revoke after its credential is gone: identified by its id or, if the id is unknown, by its name. Values
 * copied from a credential's status have the same limits here as there. A stricter limit would make the API server
 * refuse the record, and the credential could then never be deleted.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self == oldSelf",
        reason = "FieldValueForbidden",
        message = "cannot be changed: delete the record to close the matter without a revocation")
@ValidationRule(
        value = "has(self.tokenId) != has(self.tokenNamePrefix)",
        fieldPath = ".tokenId",
        message = "exactly one of tokenId and tokenNamePrefix must be set")
@ValidationRule(
        value = "has(self.clientId) == has(self.tokenId)",
        fieldPath = ".clientId",
        message = "goes together with tokenId: set both or neither")
@ValidationRule(
        value = "!has(self.keptTokenId) || has(self.tokenNamePrefix)",
        fieldPath = ".keptTokenId",
        message = "applies only with tokenNamePrefix: remove it")
@WithBuilder
public record ChalkRevocationSpec(
        @JsonPropertyDescription(
                        """
                Id of the token in Chalk: up to 256 characters. Required unless tokenNamePrefix is set; not allowed with
                it. Example: 0f3b2c1d""")
                @Size(max = 256)
                @Nullable
                String tokenId,
        @JsonPropertyDescription(
                        """
                Client id of the token; not secret: up to 256 characters. Required with tokenId; not allowed without it.
                Example: client-0123456789abcdef""")
                @Size(max = 256)
                @Nullable
                String clientId,
        @JsonPropertyDescription(
                        """
                The common prefix of the names of all tokens that interrupted attempts may have left: up to 256
                characters. Required unless tokenId is set; not allowed with it. Example:
                k8s/8d1e/fraud/scorer/1a2b3c4d/""")
                @Size(max = 256)
                @Nullable
                String tokenNamePrefix,
        @JsonPropertyDescription(
                        """
                Id of the one token with this name prefix that is kept, because of deletionPolicy Retain: up to 256
                characters. Only with tokenNamePrefix. Default: all tokens with this prefix are revoked. Example:
                0f3b2c1d""")
                @Size(max = 256)
                @Nullable
                String keptTokenId,
        @JsonPropertyDescription(
                        """
                Id of the token's environment in Chalk: up to 256 characters. Required. Example: cl0def""")
                @Size(max = 256)
                String environmentId,
        @JsonPropertyDescription(
                        """
                The connection through which the token was issued. The token is revoked through this connection only.
                Required. Example: {kind: ClusterChalkConnection, name: default, apiServer: https://api.chalk.ai}""")
                PinnedConnection connection,
        @JsonPropertyDescription(
                        """
                The credential for which the token was issued. Required. Example: {namespace: fraud, name: scorer, uid:
                1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d}""")
                RevocationOrigin origin,
        @JsonPropertyDescription(
                        """
                Why this record revokes the token: up to 64 characters. Required. Example: CredentialDeleted""")
                @Size(max = 64)
                String reason,
        @JsonPropertyDescription(
                        """
                The earliest time of the revocation, in UTC; workloads may use the token until then. Default: at once.
                Example: "2026-11-25T03:12:00Z\"""")
                @Nullable
                Instant notBefore)
        implements ChalkRevocationSpecBuilder.With {}
