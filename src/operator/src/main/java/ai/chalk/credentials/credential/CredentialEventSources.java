// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.connection.InventoryPoll;
import ai.chalk.credentials.decision.CredentialId;
import ai.chalk.credentials.decision.EffectiveSpec;
import ai.chalk.credentials.kubernetes.CredentialSecret;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import ai.chalk.credentials.policy.ConnectionKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The events other than changes of the credential itself that trigger its reconciliation, and the caches behind them.
 */
@Singleton
public class CredentialEventSources {

    private static final String BY_CONNECTION = "credentials-by-connection";
    private static final String BY_NAMESPACE = "credentials-by-namespace";
    private static final String BY_PLACE = "credentials-by-place";
    private static final String BY_TOKEN = "credentials-by-token";

    private final Connections connections;
    private final ConnectionChangeTracker changes;
    private final SimpleInboundEventSource<ChalkServiceCredential> wakeUps = new SimpleInboundEventSource<>("wake-up");
    private @Nullable InformerEventSource<Secret, ChalkServiceCredential> secrets;
    private final boolean namespacesListed;
    private final InstantSource clock;
    private Function<String, Optional<Namespace>> namespaces = name -> Optional.empty();
    private @Nullable IndexerResourceCache<ChalkServiceCredential> credentials;
    private Set<String> watched = Set.of();

    @Inject
    public CredentialEventSources(CredentialSettings settings, Connections connections, Clock clock) {
        this.connections = connections;
        this.changes = new ConnectionChangeTracker(clock);
        this.namespacesListed = settings.namespacesListed();
        this.clock = clock;
    }

    /** When each connection last changed, as seen by these event sources. */
    ConnectionChangeTracker connectionChanges() {
        return changes;
    }

    List<EventSource<?, ChalkServiceCredential>> prepare(EventSourceContext<ChalkServiceCredential> context) {
        var cache = context.getPrimaryCache();
        credentials = cache;
        var informer = context.getControllerConfiguration().getInformerConfig();
        watched = informer.watchAllNamespaces()
                ? Set.of()
                : Set.copyOf(informer.getEffectiveNamespaces(context.getControllerConfiguration()));
        cache.addIndexer(BY_CONNECTION, credential -> connectionsOf(credential)
                .map(ConnectionKey::toString)
                .toList());
        cache.addIndexer(BY_NAMESPACE, credential -> List.of(namespaceOf(credential)));
        cache.addIndexer(BY_PLACE, credential -> current(credential).map(CredentialEventSources::place).stream()
                .toList());
        cache.addIndexer(BY_TOKEN, CredentialEventSources::tokensOf);
        var ours = secrets(context);
        secrets = ours;
        connections.onChange(key -> {
            changes.note(key);
            cache.byIndex(BY_CONNECTION, key.toString()).forEach(found -> wake(ResourceID.fromResource(found)));
        });
        connections.onListing(this::wakeWhereDrifted);
        return Stream.concat(Stream.of(ours, wakeUps), seeNamespaces(context, cache).stream())
                .toList();
    }

    /**
     * Watches namespaces, so that their changes trigger reconciliations, if the operator may list them; otherwise reads
     * each by name.
     */
    private Optional<EventSource<?, ChalkServiceCredential>> seeNamespaces(
            EventSourceContext<ChalkServiceCredential> context,
            IndexerResourceCache<ChalkServiceCredential> credentials) {
        if (!namespacesListed) {
            namespaces = new NamespaceReader(context.getClient(), clock)::get;
            return Optional.empty();
        }
        var source = namespaces(context, credentials);
        namespaces = name -> source.get(new ResourceID(name));
        return Optional.of(source);
    }

    /**
     * Wakes only credentials that a listing shows to have drifted, so that a listing does not reconcile the whole
     * fleet.
     */
    private void wakeWhereDrifted(InventoryPoll round) {
        var drift = DriftDetector.in(round);
        credentialsBy(BY_PLACE, place(round.key(), round.environmentId())).stream()
                .filter(drift::concerns)
                .forEach(found -> wake(ResourceID.fromResource(found)));
    }

    private static Optional<CurrentToken> current(ChalkServiceCredential credential) {
        return Optional.ofNullable(credential.getStatus()).map(ChalkServiceCredentialStatus::current);
    }

    private static String place(CurrentToken token) {
        return place(ConnectionKey.of(token.connection()), token.environmentId());
    }

    private static String place(ConnectionKey connection, String environmentId) {
        return connection + " " + environmentId;
    }

    private static List<String> tokensOf(ChalkServiceCredential credential) {
        var retiring = Stream.ofNullable(credential.getStatus())
                .flatMap(status -> status.retiring().stream())
                .map(RetiringToken::tokenId);
        return Stream.concat(current(credential).map(CurrentToken::tokenId).stream(), retiring)
                .distinct()
                .toList();
    }

    /** Whether the cached status of any credential contains this token as its current or a retiring one. */
    public boolean isHeld(String tokenId) {
        return credentials != null && !credentialsBy(BY_TOKEN, tokenId).isEmpty();
    }

    /** Whether this process watches the credentials of a namespace. */
    public boolean isWatched(String namespace) {
        return credentials != null && (watched.isEmpty() || watched.contains(namespace));
    }

    /** The namespaces whose credentials this process watches; empty means all. */
    public Set<String> watchedNamespaces() {
        return watched;
    }

    /**
     * Watches only Secrets with the label of the operator, so that its memory does not grow with the Secrets of others.
     */
    private static InformerEventSource<Secret, ChalkServiceCredential> secrets(
            EventSourceContext<ChalkServiceCredential> context) {
        var configuration = InformerEventSourceConfiguration.from(Secret.class, ChalkServiceCredential.class)
                .withName("secrets")
                .withLabelSelector(WellKnownNames.CREDENTIAL_LABEL)
                .withNamespacesInheritedFromController()
                .withSecondaryToPrimaryMapper(secret -> CredentialSecret.credentialName(secret)
                        .map(name -> Set.of(new ResourceID(name, namespaceOf(secret))))
                        .orElse(Set.of()))
                .build();
        return new InformerEventSource<>(configuration, context);
    }

    /** Watches namespaces for their labels, which the policies of connections select by, and for their deletion. */
    private static InformerEventSource<Namespace, ChalkServiceCredential> namespaces(
            EventSourceContext<ChalkServiceCredential> context,
            IndexerResourceCache<ChalkServiceCredential> credentials) {
        var configuration = InformerEventSourceConfiguration.from(Namespace.class, ChalkServiceCredential.class)
                .withName("namespaces")
                // Namespaces are cluster-scoped: an informer that is limited to some namespaces would see none of them.
                .withWatchAllNamespaces()
                .withSecondaryToPrimaryMapper(
                        namespace -> credentials
                                .byIndex(BY_NAMESPACE, namespace.getMetadata().getName())
                                .stream()
                                .map(ResourceID::fromResource)
                                .collect(Collectors.toUnmodifiableSet()))
                .build();
        return new InformerEventSource<>(configuration, context);
    }

    /**
     * The connections that a credential depends on: the one in its spec, and those that its tokens were issued through.
     */
    static Stream<ConnectionKey> connectionsOf(ChalkServiceCredential credential) {
        var metadata = credential.getMetadata();
        var id = new CredentialId(metadata.getNamespace(), metadata.getName(), metadata.getUid());
        var wanted = CredentialObserver.key(new EffectiveSpec(id, credential.getSpec()));
        var pinned = Stream.ofNullable(credential.getStatus())
                .flatMap(ConnectionResolver::places)
                .map(place -> ConnectionKey.of(place.connection()));
        return Stream.concat(Stream.of(wanted), pinned).distinct();
    }

    private static String namespaceOf(HasMetadata object) {
        return object.getMetadata().getNamespace();
    }

    /** Triggers a reconciliation of the credential. */
    public void wake(ResourceID credential) {
        wakeUps.propagateEvent(credential);
    }

    InformerEventSource<Secret, ChalkServiceCredential> secrets() {
        return Objects.requireNonNull(secrets);
    }

    /** All cached credentials; empty until the cache is filled. */
    public Stream<ChalkServiceCredential> credentials() {
        return Optional.ofNullable(credentials).stream().flatMap(IndexerResourceCache::list);
    }

    List<ChalkServiceCredential> credentials(String namespace) {
        return credentialsBy(BY_NAMESPACE, namespace);
    }

    private List<ChalkServiceCredential> credentialsBy(String index, String value) {
        return Objects.requireNonNull(credentials).byIndex(index, value);
    }

    Optional<Namespace> namespace(String name) {
        return namespaces.apply(name);
    }
}
