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

/** Puts service tokens into the two shapes that Chalk has for what it calls an agent. */
final class Agents {

    private record Place(Team.Project project, Team.Environment environment) {}

    private final Team team;

    Agents(Team team) {
        this.team = team;
    }

    Wire.CreateResponse created(ChalkCalls.Created created) {
        var issued = created.token();
        var agent = new Wire.Agent(
                issued.id(),
                issued.credentials().clientId(),
                team.id(),
                created.environmentId(),
                issued.grants().permissions().stream()
                        .map(WireNames::permission)
                        .toList(),
                claims(issued.grants()),
                features(issued.grants()));
        return new Wire.CreateResponse(agent, issued.credentials().clientSecret());
    }

    Wire.ListResponse listed(List<ServiceToken> tokens) {
        return new Wire.ListResponse(tokens.stream().map(this::displayed).toList());
    }

    Wire.DisplayAgent displayed(ServiceToken token) {
        var place = place(token.environmentId());
        return new Wire.DisplayAgent(
                token.id(),
                token.clientId(),
                team.id(),
                place.project().id(),
                place.environment().id(),
                token.name(),
                team.name(),
                place.project().name(),
                place.environment().name(),
                token.grants().permissions().stream().map(Agents::displayed).toList(),
                claims(token.grants()),
                features(token.grants()),
                token.createdAt().map(Instant::toString).orElse(""));
    }

    private static Wire.DisplayPermission displayed(String slug) {
        return new Wire.DisplayPermission(slug, WireNames.permission(slug));
    }

    private Place place(String environmentId) {
        return team.projects().stream()
                .flatMap(project -> project.environments().stream().map(environment -> new Place(project, environment)))
                .filter(place -> place.environment().id().equals(environmentId))
                .findFirst()
                .orElseThrow();
    }

    private static List<Wire.Claim> claims(Grants grants) {
        return grants.customClaims().entrySet().stream()
                .map(claim -> new Wire.Claim(claim.getKey(), claim.getValue()))
                .toList();
    }

    private static Wire.FeaturePermissions features(Grants grants) {
        Map<String, String> tags = new TreeMap<>();
        grants.featureTags().forEach((tag, permission) -> tags.put(tag, WireNames.feature(permission)));
        boolean unset = grants.defaultPermission() == FeaturePermission.UNKNOWN;
        return new Wire.FeaturePermissions(tags, unset ? "" : WireNames.feature(grants.defaultPermission()));
    }
}
