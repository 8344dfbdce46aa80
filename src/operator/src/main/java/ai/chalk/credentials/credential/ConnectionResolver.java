// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.ConnectionPolicy;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.Defaults;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.chalk.TokenListing;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.decision.ChalkTokenState;
import ai.chalk.credentials.decision.CredentialId;
import ai.chalk.credentials.decision.DesiredGrants;
import ai.chalk.credentials.decision.DesiredToken;
import ai.chalk.credentials.decision.EffectiveSpec;
import ai.chalk.credentials.decision.Obstacle;
import ai.chalk.credentials.decision.ObstacleReason;
import ai.chalk.credentials.decision.PinnedTarget;
import ai.chalk.credentials.decision.TokenLocation;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionState;
import ai.chalk.credentials.policy.PolicyCheck;
import ai.chalk.credentials.policy.TargetResolver;
import ai.chalk.credentials.schedule.Durations;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Resolves what the connections, their policies and their latest listings mean for one credential. Calls no API. */
final class ConnectionResolver {

    private final Connections connections;
    private final PolicyCheck policies;
    private final TokenLocationCheck placeCheck;
    private final TokenCheckCache verdicts;

    ConnectionResolver(Connections connections, PolicyCheck policies, TokenCheckCache verdicts) {
        this.connections = connections;
        this.policies = policies;
        this.placeCheck = new TokenLocationCheck(connections, policies);
        this.verdicts = verdicts;
    }

    /** What is known about a current token in Chalk, from the latest listing and earlier checks, without a call. */
    ChalkTokenState inChalk(CurrentToken token) {
        if (verdicts.isRefused(token.tokenId())) {
            return new ChalkTokenState.Refused();
        }
        var settled = verdicts.settledAt(token.tokenId());
        return connections
                .find(ConnectionKey.of(token.connection()))
                .flatMap(state -> latest(state, token))
                .filter(listing -> listing.requestedAt().isAfter(settled))
                .<ChalkTokenState>map(listing -> TokenRevoker.find(listing, token.tokenId())
                        .<ChalkTokenState>map(found -> new ChalkTokenState.Listed(found.grants()))
                        .orElseGet(ChalkTokenState.Missing::new))
                .orElseGet(ChalkTokenState.Unknown::new);
    }

    private static Optional<TokenListing> latest(ConnectionState state, CurrentToken token) {
        return state.link()
                .flatMap(link -> link.inventory().latest(token.environmentId()))
                .filter(listing -> DriftDetector.isAbout(token, listing.requestedAt(), state.spec()));
    }

    /**
     * The client ids of predecessors that a connection itself still uses to call Chalk. Revoking those would lock the
     * operator out.
     */
    Set<String> inUseByConnections(ChalkServiceCredentialStatus status) {
        return status.retiring().stream()
                .map(RetiringToken::clientId)
                .filter(connections::isInUse)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Resolves the token that the spec asks for, or the obstacle if the connection or its policy does not allow it. */
    DesiredToken wanted(EffectiveSpec spec, ChalkServiceCredentialStatus status, Map<String, String> namespaceLabels) {
        var key = CredentialObserver.key(spec);
        var bound = maxOverlap(key, status);
        var state = connections.find(key);
        var obstacle = connections.isServed(key)
                ? state.map(found -> obstacle(found, namespaceLabels)).orElseGet(() -> Optional.of(missing(spec)))
                : Optional.of(TokenLocationCheck.notServed(key));
        return obstacle.<DesiredToken>map(why -> new DesiredToken.Unavailable(why, bound))
                .orElseGet(() -> judged(spec, status, state.orElseThrow(), namespaceLabels, bound));
    }

    /**
     * The policy is checked first, so that a namespace that may not use the connection learns nothing about its state.
     */
    private Optional<Obstacle> obstacle(ConnectionState state, Map<String, String> namespaceLabels) {
        return policies.refusalOfNamespace(state, namespaceLabels)
                .map(ConnectionResolver::refused)
                .or(() ->
                        state.link().isPresent() ? Optional.empty() : Optional.of(TokenLocationCheck.notReady(state)));
    }

    private static Obstacle refused(String why) {
        return Obstacle.lasting(ObstacleReason.REFUSED_BY_POLICY, why);
    }

    private DesiredToken judged(
            EffectiveSpec spec,
            ChalkServiceCredentialStatus status,
            ConnectionState state,
            Map<String, String> namespaceLabels,
            Optional<Duration> bound) {
        var connection = pin(spec, state);
        var resolution = resolve(spec, PinnedTarget.of(spec.spec(), status, connection), state);
        if (resolution instanceof TargetResolver.Unresolved unresolved) {
            return new DesiredToken.Unavailable(
                    Obstacle.lasting(ObstacleReason.ENVIRONMENT_NOT_FOUND, unresolved.message()), bound);
        }
        var target = ((TargetResolver.Resolved) resolution).target();
        return policies.refusal(state, spec.spec(), target, namespaceLabels)
                .<DesiredToken>map(why -> new DesiredToken.Unavailable(refused(why), bound))
                .orElseGet(() -> new DesiredToken.Available(
                        connection,
                        PinnedTarget.noted(spec.spec(), target),
                        DesiredGrants.of(spec.spec(), Defaults.dataSourceTagsClaim(state.spec())),
                        bound,
                        Optional.ofNullable(state.spec().policy())
                                .map(ConnectionPolicy::maxRotationInterval)
                                .flatMap(Durations::parse)));
    }

    private static TargetResolver.Resolution resolve(EffectiveSpec spec, PinnedTarget pins, ConnectionState state) {
        var project = new TargetResolver.Text(spec.spec().project(), pins.projectId());
        var environment = new TargetResolver.Text(spec.spec().environment(), pins.environmentId());
        return TargetResolver.of(state, state.link().orElseThrow()).resolve(project, environment);
    }

    /**
     * The smallest maxOverlap of the policies of the connection in the spec and of the connections that predecessors
     * were issued through, so that a user cannot escape a bound by naming another connection.
     */
    private Optional<Duration> maxOverlap(ConnectionKey wanted, ChalkServiceCredentialStatus status) {
        var former = status.retiring().stream().map(token -> ConnectionKey.of(token.connection()));
        return Stream.concat(Stream.of(wanted), former)
                .distinct()
                .flatMap(key -> connections.find(key).stream())
                .flatMap(state -> Stream.ofNullable(state.spec().policy()))
                .flatMap(policy -> Stream.ofNullable(policy.maxOverlap()))
                .flatMap(text -> Durations.parse(text).stream())
                .min(Duration::compareTo);
    }

    private static PinnedConnection pin(EffectiveSpec spec, ConnectionState state) {
        var ref = spec.connectionRef();
        var namespace =
                ref.kind() == ConnectionKind.CHALK_CONNECTION ? spec.id().namespace() : null;
        return new PinnedConnection(
                ref.kind(), namespace, ref.name(), state.spec().apiServer());
    }

    /**
     * The locations among these that the operator cannot reach now, or may not use for this credential, each with its
     * obstacle.
     */
    Map<TokenLocation, Obstacle> obstructed(
            CredentialId id, Stream<TokenLocation> places, Map<String, String> namespaceLabels) {
        var obstructed = new HashMap<TokenLocation, Obstacle>();
        places.distinct().forEach(place -> placeCheck
                .obstacle(id.namespace(), place, Optional.of(namespaceLabels))
                .ifPresent(obstacle -> obstructed.put(place, obstacle)));
        return obstructed;
    }

    /** All locations where, by the status, tokens of the credential exist or may exist. */
    static Stream<TokenLocation> places(ChalkServiceCredentialStatus status) {
        return Stream.of(
                        Stream.ofNullable(status.current()).map(TokenLocation::of),
                        Stream.ofNullable(status.pending()).map(TokenLocation::of),
                        status.retiring().stream().map(TokenLocation::of),
                        status.unswept().stream().map(TokenLocation::of))
                .flatMap(places -> places);
    }

    /**
     * A connection that exists but is not checked yet, as happens just after a start, is reported as such and not as
     * missing.
     */
    private Obstacle missing(EffectiveSpec spec) {
        var key = CredentialObserver.key(spec);
        return connections.isKnown(key)
                ? TokenLocationCheck.notChecked(key)
                : Obstacle.passing(
                        ObstacleReason.CONNECTION_NOT_FOUND,
                        key + " does not exist"
                                + (spec.spec().connectionRef() == null
                                        ? "; it is the default of spec.connectionRef"
                                        : ""));
    }
}
