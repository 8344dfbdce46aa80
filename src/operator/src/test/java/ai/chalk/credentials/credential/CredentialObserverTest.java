// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.decision.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.chalk.TokenInventory;
import ai.chalk.credentials.connection.QuietConnections;
import ai.chalk.credentials.decision.CredentialId;
import ai.chalk.credentials.decision.EffectiveSpec;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.decision.Sample;
import ai.chalk.credentials.decision.SecretView;
import ai.chalk.credentials.decision.TokenLocation;
import ai.chalk.credentials.kubernetes.CredentialSecret;
import ai.chalk.credentials.kubernetes.SecretRendering;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionState;
import ai.chalk.credentials.policy.PolicyCheck;
import ai.chalk.credentials.policy.ReadyConnection;
import ai.chalk.credentials.simulator.SimulatedChalk;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The content of a Secret may be forged, so the location that it names is checked before any step may use it. */
class CredentialObserverTest {

    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final PinnedConnection CLOSED =
            new PinnedConnection(ConnectionKind.CLUSTER_CHALK_CONNECTION, null, "closed", ReadyConnection.API_SERVER);
    private static final PinnedConnection OF_ANOTHER_NAMESPACE =
            new PinnedConnection(ConnectionKind.CHALK_CONNECTION, "payments", "own", ReadyConnection.API_SERVER);
    private static final ClientCredentials PAIR = new ClientCredentials("client-9", new ClientSecret("s3cret"));

    @Test
    void checksALocationThatOnlyTheSecretNames() {
        assertThat(obstacle(secret(Sample.ID, CLOSED), CLOSED)).isEqualTo("RefusedByPolicy");
        assertThat(obstacle(secret(Sample.ID, OF_ANOTHER_NAMESPACE), OF_ANOTHER_NAMESPACE))
                .isEqualTo("ConnectionNotAllowed");
    }

    @Test
    void checksALocationThatAHandedOverSecretNames() {
        var former = new CredentialId(Sample.ID.namespace(), Sample.ID.name(), "former");
        var secret = secret(former, CLOSED);
        secret.getMetadata().getAnnotations().put(WellKnownNames.ADOPT_ANNOTATION, Sample.ID.name());

        assertThat(observe(secret).secret(Sample.SECRET).foreign().flatMap(SecretView.Foreign::handedOver))
                .isPresent();
        assertThat(obstacle(secret, CLOSED)).isEqualTo("RefusedByPolicy");
    }

    @Test
    void findsNoObstacleForAConnectionThatAllowsTheNamespace() {
        var secret = secret(Sample.ID, Sample.CONNECTION);

        assertThat(observe(secret).secret(Sample.SECRET).ours()).isPresent();
        assertThat(observe(secret).obstructed()).isEmpty();
    }

    private static @Nullable String obstacle(Secret secret, PinnedConnection connection) {
        return observe(secret)
                .obstacleAt(new TokenLocation(connection, Sample.TARGET.environmentId()))
                .map(obstacle -> obstacle.reason().word())
                .orElse(null);
    }

    private static Observation observe(Secret secret) {
        var settings = new CredentialSettings(
                "chalk-system", true, () -> new InstallationNames(Sample.INSTALLATION, Set.of()), Sample.LIMITS);
        var views = new ConnectionResolver(new TwoConnections(), new PolicyCheck(), new TokenCheckCache());
        var observer = new CredentialObserver(settings, views, new ConnectionChangeTracker(CLOCK), CLOCK);
        return observer.observe(credential(), holding(secret), NOW, false);
    }

    private static ChalkServiceCredential credential() {
        var credential = new ChalkServiceCredential();
        credential.setMetadata(new ObjectMetaBuilder()
                .withNamespace(Sample.ID.namespace())
                .withName(Sample.ID.name())
                .withUid(Sample.ID.uid())
                .withGeneration(1L)
                .build());
        credential.setSpec(Sample.fresh().observation().spec());
        return credential;
    }

    /** As the operator would have written it, although a user may have. */
    private static Secret secret(CredentialId credential, PinnedConnection connection) {
        CurrentToken token = Sample.token(9)
                .withConnection(connection)
                .withDataHash(CredentialSecret.dataHash(Sample.token(9).tokenName(), PAIR));
        var spec = new EffectiveSpec(credential, Sample.fresh().observation().spec());
        var secret = SecretRendering.of(spec, token, PAIR).create();
        secret.getMetadata().setUid("secret-uid");
        secret.getMetadata().setResourceVersion("7");
        return secret;
    }

    private static CredentialStore holding(Secret secret) {
        return (CredentialStore) Proxy.newProxyInstance(
                CredentialStore.class.getClassLoader(),
                new Class<?>[] {CredentialStore.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "cachedSecret" -> Optional.of(secret);
                    case "namespace" ->
                        Optional.of(new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(Sample.ID.namespace())
                                .addToLabels("team", "fraud")
                                .endMetadata()
                                .build());
                    default -> throw new AssertionError(method + " is none of its business");
                });
    }

    /** The connection that the credential names, and one whose policy excludes its namespace. */
    private static final class TwoConnections extends QuietConnections {

        private static final TokenInventory NOBODY_IS_ASKED = (environmentId, newerThan) -> {
            throw new AssertionError("an observation must not call Chalk");
        };

        private final ReadyConnection ready = ReadyConnection.to(SimulatedChalk.standard(CLOCK), NOBODY_IS_ASKED)
                .reaching(Set.of());

        @Override
        public Optional<ConnectionState> find(ConnectionKey key) {
            var labels = key.name().equals("closed") ? Map.of("team", "payments") : Map.<String, String>of();
            return key.kind() == ConnectionKind.CLUSTER_CHALK_CONNECTION
                    ? Optional.of(ready.with(ReadyConnection.openTo(labels)).state(key))
                    : Optional.empty();
        }
    }
}
