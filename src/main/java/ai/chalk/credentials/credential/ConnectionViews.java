// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.ConnectionPolicy;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.WhenAbsent;
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
import ai.chalk.credentials.credential.decision.Pins;
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
    Wanted wanted(EffectiveSpec spec, ChalkServiceCredentialStatus status, Map<String, String> namespaceLabels) {
        var key = Observer.key(spec);
        var bound = maxOverlap(key, status);
        var state = connections.find(key);
        var obstacle = connections.isServed(key)
                ? state.map(found -> obstacle(found, namespaceLabels)).orElseGet(() -> Optional.of(missing(spec)))
                : Optional.of(PlaceCheck.notServed(key));
        return obstacle.<Wanted>map(why -> new Wanted.Unavailable(why, bound))
                .orElseGet(() -> judged(spec, status, state.orElseThrow(), namespaceLabels, bound));
    }

    /** A namespace that may not use the connection learns nothing of it, not even that it is away. */
    private Optional<Obstacle> obstacle(ConnectionState state, Map<String, String> namespaceLabels) {
        return policies.refusalOfNamespace(state, namespaceLabels)
                .map(ConnectionViews::refused)
                .or(() -> state.link().isPresent() ? Optional.empty() : Optional.of(PlaceCheck.notReady(state)));
    }

    private static Obstacle refused(String why) {
        return Obstacle.lasting("RefusedByPolicy", why);
    }

    private Wanted judged(
            EffectiveSpec spec,
            ChalkServiceCredentialStatus status,
            ConnectionState state,
            Map<String, String> namespaceLabels,
            Optional<Duration> bound) {
        var connection = pin(spec, state);
        var resolution = resolve(spec, Pins.of(spec.spec(), status, connection), state);
        if (resolution instanceof TargetResolver.Unresolved unresolved) {
            return new Wanted.Unavailable(Obstacle.lasting("EnvironmentNotFound", unresolved.message()), bound);
        }
        var target = ((TargetResolver.Resolved) resolution).target();
        return policies.refusal(state, spec.spec(), target, namespaceLabels)
                .<Wanted>map(why -> new Wanted.Unavailable(refused(why), bound))
                .orElseGet(() -> new Wanted.Available(
                        connection,
                        Pins.noted(spec.spec(), target),
                        WantedGrants.of(spec.spec(), WhenAbsent.dataSourceTagsClaim(state.spec())),
                        bound,
                        Optional.ofNullable(state.spec().policy())
                                .map(ConnectionPolicy::maxRotationInterval)
                                .flatMap(Durations::parse)));
    }

    private static TargetResolver.Resolution resolve(EffectiveSpec spec, Pins pins, ConnectionState state) {
        var project = new TargetResolver.Text(spec.spec().project(), pins.projectId());
        var environment = new TargetResolver.Text(spec.spec().environment(), pins.environmentId());
        return TargetResolver.of(state, state.link().orElseThrow()).resolve(project, environment);
    }

    /**
     * The least of the policies' bounds: that of the connection in the spec, and those of the connections that predecessors
     * were issued through, so that none is escaped by naming another connection.
     */
    private Optional<Duration> maxOverlap(ConnectionKey wanted, ChalkServiceCredentialStatus status) {
        var former = Lists.of(status.retiring()).stream().map(token -> ConnectionKey.of(token.connection()));
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

    /** Of these places those that a credential's passes cannot reach now, or may not. */
    Map<Place, Obstacle> obstructed(CredentialId id, Stream<Place> places, Map<String, String> namespaceLabels) {
        var obstructed = new HashMap<Place, Obstacle>();
        places.distinct().forEach(place -> placeCheck
                .obstacle(id.namespace(), place, Optional.of(namespaceLabels))
                .ifPresent(obstacle -> obstructed.put(place, obstacle)));
        return obstructed;
    }

    /** Where tokens are, or may be, as the status has it. */
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
        var key = Observer.key(spec);
        return connections.isKnown(key)
                ? PlaceCheck.notChecked(key)
                : Obstacle.passing(
                        "ConnectionNotFound",
                        key + " does not exist"
                                + (spec.spec().connectionRef() == null
                                        ? "; it is used because spec.connectionRef is absent"
                                        : ""));
    }
}
