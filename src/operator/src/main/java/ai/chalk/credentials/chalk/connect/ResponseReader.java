// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.connect.ResponseMapper.required;

import ai.chalk.credentials.chalk.CallerIdentity;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.IssuedToken;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.chalk.Team;
import ai.chalk.credentials.chalk.connect.ResponseMapper.MissingField;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Converts Chalk's responses to values of {@code ChalkApi}. Ids are required; an absent name is empty. */
final class ResponseReader {

    private ResponseReader() {}

    static CallerIdentity caller(ConnectMessages.WhoAmI answer) {
        return new CallerIdentity(
                Optional.ofNullable(answer.user()).flatMap(ResponseReader::name), text(answer.teamId()));
    }

    private static Optional<String> name(JsonNode user) {
        return Stream.of(user, user.path("email"), user.path("name"), user.path("id"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    static Team team(ConnectMessages.GetTeamResponse answer) throws MissingField {
        var team = required(answer.team(), "the team");
        var projects = new ArrayList<Team.Project>();
        for (var project : orEmpty(team.projects())) {
            var id = required(project.id(), "the id of a project");
            projects.add(new Team.Project(id, orEmpty(project.name()), environments(project)));
        }
        return new Team(required(team.id(), "the id of the team"), orEmpty(team.name()), projects);
    }

    private static List<Team.Environment> environments(ConnectMessages.Project project) throws MissingField {
        var environments = new ArrayList<Team.Environment>();
        for (var environment : orEmpty(project.environments())) {
            var id = required(environment.id(), "the id of an environment");
            environments.add(new Team.Environment(id, orEmpty(environment.name())));
        }
        return environments;
    }

    static IssuedToken issued(ConnectMessages.CreateResponse answer) throws MissingField {
        var agent = required(answer.agent(), "the new token");
        var secret = required(answer.clientSecret(), "the client secret");
        required(secret.reveal(), "the client secret");
        var pair = new ClientCredentials(required(agent.clientId(), "the client id"), secret);
        return new IssuedToken(required(agent.id(), "the id of the new token"), pair, GrantsMapper.ofCreated(agent));
    }

    static Grants updated(ConnectMessages.UpdateResponse answer) throws MissingField {
        return GrantsMapper.ofDisplayed(required(answer.agent(), "the changed token"));
    }

    static List<ServiceToken> listed(ConnectMessages.ListResponse answer, String environmentId) throws MissingField {
        var tokens = new ArrayList<ServiceToken>();
        for (var agent : orEmpty(answer.agents())) {
            tokens.add(new ServiceToken(
                    required(agent.id(), "the id of a token"),
                    orEmpty(agent.clientId()),
                    orEmpty(agent.name()),
                    text(agent.environmentId()).orElse(environmentId),
                    GrantsMapper.ofDisplayed(agent),
                    text(agent.createdAt()).flatMap(ResponseReader::instant)));
        }
        return tokens;
    }

    /** Parses RFC 3339; empty if the text is something else. */
    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notAMoment) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(present -> !present.isEmpty());
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
