// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionIdentity;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.ConnectionPolicy;
import ai.chalk.credentials.api.v1alpha1.ConnectionSpec;
import ai.chalk.credentials.api.v1alpha1.ConnectionStatus;
import ai.chalk.credentials.api.v1alpha1.Defaults;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.api.v1alpha1.ReachableEnvironment;
import ai.chalk.credentials.chalk.TargetEnvironment;
import ai.chalk.credentials.chalk.Team;
import ai.chalk.credentials.decision.DesiredGrants;
import ai.chalk.credentials.decision.DesiredToken;
import ai.chalk.credentials.decision.EffectiveSpec;
import ai.chalk.credentials.decision.Obstacle;
import ai.chalk.credentials.decision.ObstacleReason;
import ai.chalk.credentials.decision.PinnedTarget;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionReason;
import ai.chalk.credentials.policy.ConnectionState;
import ai.chalk.credentials.policy.EnvironmentRule;
import ai.chalk.credentials.policy.PolicyCheck;
import ai.chalk.credentials.policy.TargetResolver;
import ai.chalk.credentials.schedule.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a connection allows a credential, read from the connection's object. The operator itself asks Chalk, and writes the answer
 * to the status of that object.
 *
 * @param namespaceLabels the labels of the credential's namespace
 */
record LocalConnectionView(
        ConnectionKey key,
        ConnectionSpec spec,
        Optional<ConnectionStatus> status,
        Map<String, String> namespaceLabels) {

    private static final PolicyCheck POLICIES = new PolicyCheck();

    /** The connection that a spec refers to. */
    static ConnectionKey key(EffectiveSpec spec) {
        var ref = spec.connectionRef();
        return ref.kind() == ConnectionKind.CHALK_CONNECTION
                ? ConnectionKey.namespaced(spec.id().namespace(), ref.name())
                : new ConnectionKey(ref.kind(), Optional.empty(), ref.name());
    }

    /** The client id of the operator's own token in Chalk: revoking that token would lock the operator out. */
    Set<String> clientIds() {
        return status.map(ConnectionStatus::identity).map(ConnectionIdentity::clientId).stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What the spec requests, resolved and checked against the policy. */
    DesiredToken wanted(EffectiveSpec wanted, ChalkServiceCredentialStatus pinnedBy) {
        var ready = status.flatMap(found -> found.conditions().stream()
                .filter(condition -> condition.type().equals("Ready"))
                .findFirst());
        var reason = ready.map(condition -> condition.reason()).orElse(CredentialReader.NOT_OBSERVED);
        var message = ready.map(condition -> condition.message()).orElse("the operator has not observed it yet");
        boolean connected = reason.equals(ConnectionReason.CONNECTED.word());
        boolean passing = ConnectionReason.isPassing(reason);
        var environments = status.map(ConnectionStatus::environments).orElse(List.of());
        var state = new ConnectionState(key, spec, connected, reason, message, Optional.empty());
        var refusal = POLICIES.refusalOfNamespace(state, namespaceLabels);
        if (refusal.isPresent()) {
            return unavailable(Obstacle.lasting(ObstacleReason.REFUSED_BY_POLICY, refusal.get()));
        }
        return connected || (passing && !environments.isEmpty())
                ? resolved(wanted, PinnedTarget.of(wanted.spec(), pinnedBy, pinned()), environments, state)
                : unavailable(new Obstacle(
                        ObstacleReason.CONNECTION_NOT_READY,
                        key + " is not ready: " + message,
                        passing || ready.isEmpty()));
    }

    private DesiredToken unavailable(Obstacle why) {
        return new DesiredToken.Unavailable(why, maxOverlap());
    }

    private DesiredToken resolved(
            EffectiveSpec wanted, PinnedTarget pins, List<ReachableEnvironment> environments, ConnectionState state) {
        var reachable = environments.stream().map(ReachableEnvironment::id).collect(Collectors.toSet());
        var resolution = new TargetResolver(team(environments), reachable, EnvironmentRule.of(spec.policy()))
                .resolve(
                        new TargetResolver.Text(wanted.spec().project(), pins.projectId()),
                        new TargetResolver.Text(wanted.spec().environment(), pins.environmentId()));
        return resolution instanceof TargetResolver.Resolved resolved
                ? checked(wanted, resolved.target(), state)
                : unavailable(Obstacle.lasting(
                        ObstacleReason.ENVIRONMENT_NOT_FOUND, ((TargetResolver.Unresolved) resolution).message()));
    }

    private DesiredToken checked(EffectiveSpec wanted, TargetEnvironment target, ConnectionState state) {
        return POLICIES.refusal(state, wanted.spec(), target, namespaceLabels)
                .map(why -> unavailable(Obstacle.lasting(ObstacleReason.REFUSED_BY_POLICY, why)))
                .orElseGet(() -> new DesiredToken.Available(
                        pinned(),
                        PinnedTarget.noted(wanted.spec(), target),
                        DesiredGrants.of(wanted.spec(), Defaults.dataSourceTagsClaim(spec)),
                        maxOverlap(),
                        bound(ConnectionPolicy::maxRotationInterval)));
    }

    private PinnedConnection pinned() {
        return new PinnedConnection(key.kind(), key.namespace().orElse(null), key.name(), spec.apiServer());
    }

    private Optional<Duration> maxOverlap() {
        return bound(ConnectionPolicy::maxOverlap);
    }

    private Optional<Duration> bound(Function<ConnectionPolicy, @Nullable String> limit) {
        return Optional.ofNullable(spec.policy()).map(limit).flatMap(Durations::parse);
    }

    /** The team, as far as the connection can see it. */
    private Team team(List<ReachableEnvironment> environments) {
        var byProject = environments.stream()
                .collect(Collectors.groupingBy(
                        ReachableEnvironment::projectId, LinkedHashMap::new, Collectors.toList()));
        var projects =
                byProject.values().stream().map(LocalConnectionView::project).toList();
        var identity = status.map(ConnectionStatus::identity);
        return new Team(
                identity.map(ConnectionIdentity::teamId).orElse(""),
                identity.map(ConnectionIdentity::teamName).orElse("of the connection"),
                projects);
    }

    private static Team.Project project(List<ReachableEnvironment> environments) {
        var any = environments.get(0);
        Function<ReachableEnvironment, Team.Environment> environment =
                found -> new Team.Environment(found.id(), found.name());
        return new Team.Project(
                any.projectId(),
                any.projectName(),
                environments.stream().map(environment).toList());
    }
}
