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
 * What a credential can have of its connection, told from the connection's object: the operator asks Chalk instead, and writes
 * into that object's status what it was answered.
 *
 * @param namespaceLabels of the credential's namespace
 */
record LocalConnectionView(
        ConnectionKey key,
        ConnectionSpec spec,
        Optional<ConnectionStatus> status,
        Map<String, String> namespaceLabels) {

    private static final PolicyCheck POLICIES = new PolicyCheck();

    /** The connection that a spec names. */
    static ConnectionKey key(EffectiveSpec spec) {
        var ref = spec.connectionRef();
        return ref.kind() == ConnectionKind.CHALK_CONNECTION
                ? ConnectionKey.namespaced(spec.id().namespace(), ref.name())
                : new ConnectionKey(ref.kind(), Optional.empty(), ref.name());
    }

    /** Who the operator is there: revoking that token would lock it out. */
    Set<String> clientIds() {
        return status.map(ConnectionStatus::identity).map(ConnectionIdentity::clientId).stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What the spec asks for, resolved and judged. */
    DesiredToken wanted(EffectiveSpec wanted, ChalkServiceCredentialStatus pinnedBy) {
        var ready = status.flatMap(found -> found.conditions().stream()
                .filter(condition -> condition.type().equals("Ready"))
                .findFirst());
        var reason = ready.map(condition -> condition.reason()).orElse("NotLookedAt");
        var message = ready.map(condition -> condition.message()).orElse("the operator has not looked at it yet");
        boolean connected = reason.equals(ConnectionReason.CONNECTED.word());
        boolean passing = ConnectionReason.isPassing(reason);
        var environments = status.map(ConnectionStatus::environments).orElse(List.of());
        var state = new ConnectionState(key, spec, connected, reason, message, Optional.empty());
        var refusal = POLICIES.refusalOfNamespace(state, namespaceLabels);
        if (refusal.isPresent()) {
            return unavailable(Obstacle.lasting("RefusedByPolicy", refusal.get()));
        }
        return connected || (passing && !environments.isEmpty())
                ? resolved(wanted, PinnedTarget.of(wanted.spec(), pinnedBy, pinned()), environments, state)
                : unavailable(new Obstacle(
                        "ConnectionNotReady", key + " is not ready: " + message, passing || ready.isEmpty()));
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
                ? judged(wanted, resolved.target(), state)
                : unavailable(
                        Obstacle.lasting("EnvironmentNotFound", ((TargetResolver.Unresolved) resolution).message()));
    }

    private DesiredToken judged(EffectiveSpec wanted, TargetEnvironment target, ConnectionState state) {
        return POLICIES.refusal(state, wanted.spec(), target, namespaceLabels)
                .map(why -> unavailable(Obstacle.lasting("RefusedByPolicy", why)))
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

    /** As far as the connection reaches. */
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
