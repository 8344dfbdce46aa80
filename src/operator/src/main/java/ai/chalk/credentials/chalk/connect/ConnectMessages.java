// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import ai.chalk.credentials.chalk.ClientSecret;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages of Chalk's API, with its names; any field of a response may be absent. */
final class ConnectMessages {

    private ConnectMessages() {}

    record TokenRequest(
            @JsonProperty("client_id") String clientId,
            @JsonProperty("client_secret") ClientSecret clientSecret,
            @JsonProperty("grant_type") String grantType) {}

    record TokenResponse(
            @JsonProperty("access_token") @Nullable ClientSecret accessToken,
            @JsonProperty("expires_in") @Nullable Long expiresIn,
            @JsonProperty("expires_at") @Nullable String expiresAt,
            @JsonProperty("environment_id_to_name") @Nullable Map<String, String> environmentIdToName) {}

    record WhoAmI(@Nullable JsonNode user, @JsonProperty("team_id") @Nullable String teamId) {}

    record ConnectError(@Nullable JsonNode code) {}

    record Nothing() {}

    record GetTeamResponse(@Nullable Team team) {}

    record Team(@Nullable String id, @Nullable String name, @Nullable List<Project> projects) {}

    record Project(@Nullable String id, @Nullable String name, @Nullable List<Environment> environments) {}

    record Environment(@Nullable String id, @Nullable String name) {}

    record Claim(@Nullable String key, @Nullable List<String> values) {}

    record FeaturePermissions(@Nullable Map<String, String> tags, @Nullable String defaultPermission) {}

    /** Creates a token, or replaces the one with that {@code clientId}. */
    record TokenSpec(
            @Nullable String clientId,
            String name,
            List<String> permissions,
            List<Claim> customerClaims,
            Map<String, String> featureTagToPermission,
            String defaultPermission) {}

    record CreateResponse(@Nullable CreatedAgent agent, @Nullable ClientSecret clientSecret) {}

    record CreatedAgent(
            @Nullable String id,
            @Nullable String clientId,
            @Nullable List<String> permissions,
            @Nullable List<Claim> customerClaims,
            @Nullable FeaturePermissions featurePermissions) {}

    record DeleteRequest(String id) {}

    record ListResponse(@Nullable List<DisplayAgent> agents) {}

    record UpdateResponse(@Nullable DisplayAgent agent) {}

    record DisplayAgent(
            @Nullable String id,
            @Nullable String clientId,
            @Nullable String name,
            @Nullable String environmentId,
            @Nullable List<DisplayPermission> permissions,
            @Nullable List<Claim> customerClaims,
            @Nullable FeaturePermissions featurePermissions,
            @Nullable String createdAt) {}

    record DisplayPermission(@Nullable String name, @Nullable String permission) {}
}
