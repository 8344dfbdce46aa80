// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.decision.IssueRules;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The token that a Secret claims to hold, and the incarnation of the credential for which it was written. Anyone with
 * write access to Secrets can forge it: it is evidence, never proof.
 */
public record Provenance(String credentialUid, CurrentToken token) {

    private static final String UID = "credentialUid";
    private static final ObjectMapper JSON =
            LenientJson.configure(JsonMapper.builder().build());

    /** Parses the annotation. Empty if it is missing or was not written by this operator. */
    public static Optional<Provenance> parse(@Nullable String annotation) {
        if (annotation == null) {
            return Optional.empty();
        }
        try {
            var json = JSON.readTree(annotation);
            var uid = json.path(UID).asText("");
            var token = JSON.treeToValue(without(json, UID), CurrentToken.class);
            return uid.isEmpty() || token == null || !isComplete(token)
                    ? Optional.empty()
                    : Optional.of(new Provenance(uid, token));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The inverse of {@link #parse}. */
    public String format() {
        ObjectNode json = JSON.valueToTree(token);
        json.put(UID, credentialUid);
        return json.toString();
    }

    private static JsonNode without(JsonNode json, String field) {
        return json instanceof ObjectNode object ? object.deepCopy().without(field) : json;
    }

    /** Jackson sets missing components to null, even those that the record declares non-null. */
    private static boolean isComplete(CurrentToken token) {
        return Stream.of(
                                token.revision(),
                                token.tokenId(),
                                token.tokenName(),
                                token.clientId(),
                                token.projectId(),
                                token.projectName(),
                                token.environmentId(),
                                token.environmentName(),
                                token.connection(),
                                token.secretName(),
                                token.reason(),
                                token.issueTime(),
                                token.dataHash(),
                                token.grantsHash())
                        .noneMatch(Objects::isNull)
                && token.connection().kind() != null
                && token.connection().name() != null
                && token.connection().apiServer() != null
                && token.revision() >= 1
                && token.revision() <= IssueRules.HIGHEST_REVISION;
    }
}
