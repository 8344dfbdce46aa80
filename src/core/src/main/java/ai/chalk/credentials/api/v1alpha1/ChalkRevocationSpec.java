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
 * A token that must still be revoked after its credential is gone: by its id, or, where no id is known, by its name. What is
 * copied from a credential's status has no narrower rule here than there: a record that the API server refused would keep its
 * credential from going for ever.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self == oldSelf",
        reason = "FieldValueForbidden",
        message = "cannot be changed: delete the record to close the matter without a revocation")
@ValidationRule(
        value = "has(self.tokenId) != has(self.tokenNamePrefix)",
        fieldPath = ".tokenId",
        message = "is given if and only if tokenNamePrefix is not: give one of the two")
@ValidationRule(
        value = "has(self.clientId) == has(self.tokenId)",
        fieldPath = ".clientId",
        message = "is given if and only if tokenId is: give both or none")
@ValidationRule(
        value = "!has(self.keptTokenId) || has(self.tokenNamePrefix)",
        fieldPath = ".keptTokenId",
        message = "matters only with tokenNamePrefix: remove it")
@WithBuilder
public record ChalkRevocationSpec(
        @JsonPropertyDescription(
                        """
                Id of the token in Chalk: up to 256 characters. Not together with tokenNamePrefix, which is given when
                absent. Example: 0f3b2c1d""")
                @Size(max = 256)
                @Nullable
                String tokenId,
        @JsonPropertyDescription(
                        """
                Client id of the token; not secret: up to 256 characters. Required with tokenId, and absent without it.
                Example: client-0123456789abcdef""")
                @Size(max = 256)
                @Nullable
                String clientId,
        @JsonPropertyDescription(
                        """
                What the names of all tokens begin with that interrupted attempts may have left: up to 256 characters. Not
                together with tokenId, which is given when absent. Example: k8s/8d1e/fraud/scorer/1a2b3c4d/""")
                @Size(max = 256)
                @Nullable
                String tokenNamePrefix,
        @JsonPropertyDescription(
                        """
                Id of the one token that is not revoked although its name begins so, as deletionPolicy Retain keeps it: up
                to 256 characters. When absent: none is kept. Example: 0f3b2c1d""")
                @Size(max = 256)
                @Nullable
                String keptTokenId,
        @JsonPropertyDescription("Id of the environment: up to 256 characters. Required. Example: cl0def")
                @Size(max = 256)
                String environmentId,
        @JsonPropertyDescription(
                        """
                The connection that it was issued through; it is revoked through no other. Required.
                Example: {kind: ClusterChalkConnection, name: default, apiServer: https://api.chalk.ai}""")
                PinnedConnection connection,
        @JsonPropertyDescription(
                        """
                The credential that it was issued for. Required.
                Example: {namespace: fraud, name: scorer, uid: 1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d}""")
                RevocationOrigin origin,
        @JsonPropertyDescription(
                        "Why it is revoked from here: up to 64 characters. Required. Example: CredentialDeleted")
                @Size(max = 64)
                String reason,
        @JsonPropertyDescription(
                        """
                Not revoked before this time, in UTC, as workloads may use it until then. When absent: at once.
                Example: "2026-11-25T03:12:00Z\"""")
                @Nullable
                Instant notBefore)
        implements ChalkRevocationSpecBuilder.With {}
