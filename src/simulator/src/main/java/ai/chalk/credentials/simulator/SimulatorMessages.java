// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.NewServiceToken;
import ai.chalk.credentials.chalk.Team;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chalk's messages in JSON, with the names of the wire format. Empty fields are omitted, as in every JSON mapping of
 * protobuf.
 */
final class SimulatorMessages {

    private SimulatorMessages() {}

    /** An error of the Connect protocol. */
    record Failed(String code, String message) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ExchangeRequest(
            @Nullable String clientId, @Nullable ClientSecret clientSecret, @Nullable String grantType) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ExchangeResponse(
            ClientSecret accessToken,
            String tokenType,
            long expiresIn,
            String expiresAt,
            String apiServer,
            String primaryEnvironment,
            Map<String, String> engines,
            Map<String, String> grpcEngines,
            Map<String, String> environmentIdToName) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record WhoAmIResponse(String user, String environmentId, String teamId) {}

    /** A claim. Its values are a list on the wire, and a set in effect. */
    record Claim(String key, List<String> values) {

        Claim {
            values = orEmpty(values);
        }
    }

    /** The fields of a creation and, with a client id, of an update. */
    record TokenRequest(
            @Nullable String clientId,
            @Nullable String name,
            List<String> permissions,
            List<Claim> customerClaims,
            Map<String, String> featureTagToPermission,
            @Nullable String defaultPermission) {

        TokenRequest {
            permissions = orEmpty(permissions);
            customerClaims = orEmpty(customerClaims);
            featureTagToPermission = orEmpty(featureTagToPermission);
        }

        /**
         * The requested token.
         *
         * @param known the slugs that this Chalk knows
         */
        NewServiceToken token(Set<String> known) {
            var slugs = permissions.stream()
                    .map(name -> EnumNames.slug(name, known))
                    .collect(Collectors.toCollection(TreeSet::new));
            var claims = new TreeMap<String, List<String>>();
            customerClaims.forEach(claim -> claims.put(claim.key(), claim.values()));
            var tags = new TreeMap<String, FeaturePermission>();
            featureTagToPermission.forEach((tag, feature) -> tags.put(tag, EnumNames.feature(feature)));
            var grants = new Grants(slugs, claims, tags, EnumNames.feature(defaultPermission));
            return new NewServiceToken(Objects.requireNonNullElse(name, ""), grants);
        }
    }

    record DeleteRequest(@Nullable String id) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record FeaturePermissions(Map<String, String> tags, @Nullable String defaultPermission) {}

    /** The message type of the response to a creation. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Agent(
            String id,
            String clientId,
            String teamId,
            String environment,
            List<String> permissions,
            List<Claim> customerClaims,
            FeaturePermissions featurePermissions) {}

    record CreateResponse(Agent agent, ClientSecret clientSecret) {}

    record DisplayPermission(String name, String permission) {}

    /** The message type of listings and of the response to an update. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record DisplayAgent(
            String id,
            String clientId,
            String teamId,
            String projectId,
            String environmentId,
            String name,
            String teamName,
            String projectName,
            String environmentName,
            List<DisplayPermission> permissions,
            List<Claim> customerClaims,
            FeaturePermissions featurePermissions,
            @Nullable String createdAt) {}

    record UpdateResponse(DisplayAgent agent) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ListResponse(List<DisplayAgent> agents) {}

    record Environment(String id, String name, String projectId, String teamId) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Project(String id, String teamId, String name, List<Environment> environments) {

        static Project of(Team team, Team.Project project) {
            var environments = project.environments().stream()
                    .map(environment -> new Environment(environment.id(), environment.name(), project.id(), team.id()))
                    .toList();
            return new Project(project.id(), team.id(), project.name(), environments);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record TeamMessage(String id, String name, String slug, List<Project> projects) {}

    record TeamResponse(TeamMessage team) {

        static TeamResponse of(Team team) {
            var projects = team.projects().stream()
                    .map(project -> Project.of(team, project))
                    .toList();
            return new TeamResponse(new TeamMessage(team.id(), team.name(), team.name(), projects));
        }
    }

    record PermissionDescription(String id, String slug, String namespace, String name) {

        static PermissionDescription of(String slug) {
            var namespace = slug.substring(0, slug.indexOf('.'));
            return new PermissionDescription(EnumNames.permission(slug), slug, namespace, slug);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record PermissionsResponse(
            List<PermissionDescription> permissions, List<String> availableServiceTokenPermissions) {}

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
