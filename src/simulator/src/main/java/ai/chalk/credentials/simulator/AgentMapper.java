// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.chalk.Team;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Maps service tokens to the two message types that Chalk has for an agent, its word for a service token. */
final class AgentMapper {

    private record ProjectEnvironment(Team.Project project, Team.Environment environment) {}

    private final Team team;

    AgentMapper(Team team) {
        this.team = team;
    }

    SimulatorMessages.CreateResponse created(ChalkCalls.Created created) {
        var issued = created.token();
        var agent = new SimulatorMessages.Agent(
                issued.id(),
                issued.credentials().clientId(),
                team.id(),
                created.environmentId(),
                issued.grants().permissions().stream()
                        .map(EnumNames::permission)
                        .toList(),
                claims(issued.grants()),
                features(issued.grants()));
        return new SimulatorMessages.CreateResponse(agent, issued.credentials().clientSecret());
    }

    SimulatorMessages.ListResponse listed(List<ServiceToken> tokens) {
        return new SimulatorMessages.ListResponse(
                tokens.stream().map(this::displayed).toList());
    }

    SimulatorMessages.DisplayAgent displayed(ServiceToken token) {
        var place = place(token.environmentId());
        return new SimulatorMessages.DisplayAgent(
                token.id(),
                token.clientId(),
                team.id(),
                place.project().id(),
                place.environment().id(),
                token.name(),
                team.name(),
                place.project().name(),
                place.environment().name(),
                token.grants().permissions().stream()
                        .map(AgentMapper::displayed)
                        .toList(),
                claims(token.grants()),
                features(token.grants()),
                token.createdAt().map(Instant::toString).orElse(""));
    }

    private static SimulatorMessages.DisplayPermission displayed(String slug) {
        return new SimulatorMessages.DisplayPermission(slug, EnumNames.permission(slug));
    }

    private ProjectEnvironment place(String environmentId) {
        return team.projects().stream()
                .flatMap(project -> project.environments().stream()
                        .map(environment -> new ProjectEnvironment(project, environment)))
                .filter(place -> place.environment().id().equals(environmentId))
                .findFirst()
                .orElseThrow();
    }

    private static List<SimulatorMessages.Claim> claims(Grants grants) {
        return grants.customClaims().entrySet().stream()
                .map(claim -> new SimulatorMessages.Claim(claim.getKey(), claim.getValue()))
                .toList();
    }

    private static SimulatorMessages.FeaturePermissions features(Grants grants) {
        Map<String, String> tags = new TreeMap<>();
        grants.featureTags().forEach((tag, permission) -> tags.put(tag, EnumNames.feature(permission)));
        boolean unset = grants.defaultPermission() == FeaturePermission.UNKNOWN;
        return new SimulatorMessages.FeaturePermissions(
                tags, unset ? "" : EnumNames.feature(grants.defaultPermission()));
    }
}
