// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.ConnectionPolicy;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.chalk.Listing;
import ai.chalk.credentials.connection.ConnectionKey;
import ai.chalk.credentials.connection.ConnectionState;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.connection.PolicyCheck;
import ai.chalk.credentials.connection.TargetResolver;
import ai.chalk.credentials.credential.decision.CredentialId;
import ai.chalk.credentials.credential.decision.EffectiveSpec;
import ai.chalk.credentials.credential.decision.InChalk;
import ai.chalk.credentials.credential.decision.Lists;
import ai.chalk.credentials.credential.decision.Obstacle;
import ai.chalk.credentials.credential.decision.Place;
import ai.chalk.credentials.credential.decision.Wanted;
import ai.chalk.credentials.credential.decision.WantedGrants;
import ai.chalk.credentials.schedule.Durations;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What connections and their policies mean for one credential. */
final class ConnectionViews {

    private final Connections connections;
    private final PolicyCheck policies;
    private final PlaceCheck placeCheck;
    private final Verdicts verdicts;

    ConnectionViews(Connections connections, PolicyCheck policies, Verdicts verdicts) {
        this.connections = connections;
        this.policies = policies;
        this.placeCheck = new PlaceCheck(connections, policies);
        this.verdicts = verdicts;
    }

    /** What Chalk said of a current token, without asking it. */
    InChalk inChalk(CurrentToken token) {
        if (verdicts.isRefused(token.tokenId())) {
            return new InChalk.Refused();
        }
        var settled = verdicts.settledAt(token.tokenId());
        return connections
                .find(ConnectionKey.of(token.connection()))
                .flatMap(state -> latest(state, token))
                .filter(listing -> listing.requestedAt().isAfter(settled))
                .<InChalk>map(listing -> Revocation.find(listing, token.tokenId())
                        .<InChalk>map(found -> new InChalk.Listed(found.grants()))
                        .orElseGet(InChalk.Missing::new))
                .orElseGet(InChalk.Unknown::new);
    }

    private static Optional<Listing> latest(ConnectionState state, CurrentToken token) {
        return state.link()
                .flatMap(link -> link.inventory().latest(token.environmentId()))
                .filter(listing -> Drift.isAbout(token, listing.requestedAt(), state.spec()));
    }

    /** Those of the predecessors that connections still call Chalk with. */
    Set<String> inUseByConnections(ChalkServiceCredentialStatus status) {
        return Lists.of(status.retiring()).stream()
                .map(RetiringToken::clientId)
                .filter(connections::isInUse)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What the spec asks for, resolved and judged. */
    Wanted wanted(EffectiveSpec spec, Map<String, String> namespaceLabels) {
        var key = Observer.key(spec);
        if (!connections.isServed(key)) {
            return new Wanted.Unavailable(PlaceCheck.notServed(key));
        }
        return connections
                .find(key)
                .map(state -> state.link()
                        .map(link -> wanted(spec, state, link, namespaceLabels))
                        .orElseGet(() -> new Wanted.Unavailable(PlaceCheck.notReady(state))))
                .orElseGet(() -> new Wanted.Unavailable(missing(spec)));
    }

    private Wanted wanted(
            EffectiveSpec spec, ConnectionState state, ConnectionState.Link link, Map<String, String> namespaceLabels) {
        var resolution =
                TargetResolver.resolve(link, spec.spec().project(), spec.spec().environment());
        if (resolution instanceof TargetResolver.Unresolved unresolved) {
            return new Wanted.Unavailable(Obstacle.lasting("EnvironmentNotFound", unresolved.message()));
        }
        var target = ((TargetResolver.Resolved) resolution).target();
        return policies.refusal(state, spec.spec(), target, namespaceLabels)
                .<Wanted>map(why -> new Wanted.Unavailable(Obstacle.lasting("RefusedByPolicy", why)))
                .orElseGet(() -> new Wanted.Available(
                        pin(spec, state),
                        target,
                        WantedGrants.of(spec.spec(), Drift.claim(state.spec())),
                        maxOverlap(state)));
    }

    private static Optional<Duration> maxOverlap(ConnectionState state) {
        return Optional.ofNullable(state.spec().policy())
                .map(ConnectionPolicy::maxOverlap)
                .flatMap(Durations::parse);
    }

    private static PinnedConnection pin(EffectiveSpec spec, ConnectionState state) {
        var ref = spec.connectionRef();
        var namespace =
                ref.kind() == ConnectionKind.CHALK_CONNECTION ? spec.id().namespace() : null;
        return new PinnedConnection(
                ref.kind(), namespace, ref.name(), state.spec().apiServer());
    }

    /** The places of tokens that exist or may exist, and cannot be reached now. */
    Map<Place, Obstacle> obstructed(
            CredentialId id, ChalkServiceCredentialStatus status, Map<String, String> namespaceLabels) {
        var obstructed = new HashMap<Place, Obstacle>();
        places(status).distinct().forEach(place -> placeCheck
                .obstacle(id.namespace(), place, Optional.of(namespaceLabels))
                .ifPresent(obstacle -> obstructed.put(place, obstacle)));
        return obstructed;
    }

    static Stream<Place> places(ChalkServiceCredentialStatus status) {
        return Stream.of(
                        Stream.ofNullable(status.current()).map(Place::of),
                        Stream.ofNullable(status.pending()).map(Place::of),
                        Lists.of(status.retiring()).stream().map(Place::of),
                        Lists.of(status.unswept()).stream().map(Place::of))
                .flatMap(places -> places);
    }

    /** Also just after a start, until the connection is looked at for the first time. */
    private Obstacle missing(EffectiveSpec spec) {
        return Obstacle.passing(
                "ConnectionNotFound",
                Observer.key(spec) + " does not exist"
                        + (spec.spec().connectionRef() == null
                                ? "; it is used because spec.connectionRef is absent"
                                : ""));
    }
}
