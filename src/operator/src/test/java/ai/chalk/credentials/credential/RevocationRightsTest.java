// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpecBuilder;
import ai.chalk.credentials.api.v1alpha1.RevocationOrigin;
import ai.chalk.credentials.chalk.FakeChalk;
import ai.chalk.credentials.chalk.IssuedToken;
import ai.chalk.credentials.chalk.MutableClock;
import ai.chalk.credentials.chalk.NewServiceToken;
import ai.chalk.credentials.chalk.connect.CachedInventory;
import ai.chalk.credentials.connection.QuietConnections;
import ai.chalk.credentials.decision.CredentialId;
import ai.chalk.credentials.decision.Decider;
import ai.chalk.credentials.decision.Sample;
import ai.chalk.credentials.decision.TokenName;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionState;
import ai.chalk.credentials.policy.ReadyConnection;
import ai.chalk.credentials.reconcile.ReconcileGate;
import ai.chalk.credentials.revocation.RevocationReconciler;
import ai.chalk.credentials.revocation.RevocationReconciliation;
import ai.chalk.credentials.simulator.SimulatedChalk;
import ai.chalk.credentials.testing.SharedCluster;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A Role is deleted with its namespace. This shows how a ChalkRevocation proceeds if the operator may no longer read
 * the namespace of its credential.
 */
@Tag("cluster")
class RevocationRightsTest {

    private static final Path RBAC = Path.of("src/operator/src/test/resources/rbac");
    private static final String INSTALLATION = "8d1e";
    private static final String UID = "1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d";

    private final SharedCluster cluster = SharedCluster.get();
    private final String own = cluster.newNamespace();
    private final String watched = cluster.newNamespace();
    private final String left = cluster.newNamespace();
    private final MutableClock clock = new MutableClock(CredentialWorld.START);
    private final SimulatedChalk chalk = SimulatedChalk.standard(clock);
    private final String environment = chalk.world().environmentId("fraud", "production");
    private RevocationReconciliation records;
    private KubernetesClient client;
    private Operator operator;

    @BeforeEach
    void start() throws IOException {
        permit("operator-namespace.yaml", own);
        permit("watched-namespace.yaml", watched);
        client = cluster.client(cluster.cluster().kubeconfigFor(own, "operator"));
        var settings = new CredentialSettings(
                own, false, () -> new InstallationNames(INSTALLATION, Set.of()), OperatorUnderTest.LIMITS);
        EventRecorder nobody = (about, warning, reason, action, note, time) -> {};
        var connections = new OneConnection(chalk, clock, environment);
        var sources = new CredentialEventSources(settings, connections, clock);
        var credentials = new CredentialReconciliation(
                settings, connections, sources, nobody, new Decider(), ProcessClock.of(clock));
        records = new RevocationReconciliation(settings, connections, sources, nobody, clock);
        operator =
                new Operator(overrides -> overrides.withKubernetesClient(client).withCloseClientOnStop(false));
        operator.register(
                new CredentialReconciler(credentials, sources, settings, new ReconcileGate(clock)),
                with -> with.settingNamespace(watched));
        operator.register(
                new RevocationReconciler(records, new ReconcileGate(clock)), with -> with.settingNamespace(own));
        operator.start();
    }

    @AfterEach
    void stop() {
        operator.stop();
        client.close();
    }

    @Test
    void proceedsIfTheOperatorIsConfiguredNotToReadTheNamespace() throws Exception {
        var token = token(left);

        record(left, token);

        await("the ChalkRevocation to be gone")
                .untilAsserted(() -> assertThat(find(left)).isEmpty());
        assertThat(chalk.accepts(token.credentials())).isFalse();
    }

    @Test
    void isStalledIfARightIsMissingThatTheOperatorIsConfiguredToUse() throws Exception {
        cluster.kubectl("delete", "rolebinding", "chalk-credential-operator", "--namespace=" + watched);
        await("the namespace to be gone or forbidden").untilAsserted(() -> assertThatThrownBy(
                        () -> client.namespaces().withName(watched).get())
                .isInstanceOf(KubernetesClientException.class));
        var token = token(watched);

        record(watched, token);

        await("the expected reason")
                .untilAsserted(() -> assertThat(find(watched).flatMap(found -> Optional.ofNullable(found.getStatus())))
                        .hasValueSatisfying(status -> assertThat(status.conditions())
                                .filteredOn(condition -> condition.type().equals("Stalled"))
                                .singleElement()
                                .satisfies(stalled -> {
                                    assertThat(stalled.reason()).isEqualTo("NamespaceForbidden");
                                    assertThat(stalled.message())
                                            .contains(
                                                    "cannot get resource \"namespaces\"",
                                                    "namespace " + watched,
                                                    token.id(),
                                                    "CHALK_OPERATOR_WATCH_NAMESPACES");
                                })));
        assertThat(chalk.accepts(token.credentials())).isTrue();

        permit("watched-namespace.yaml", watched);
        clock.advance(Duration.ofMinutes(10));
        await("the ChalkRevocation to be gone").untilAsserted(() -> {
            records.sources().wake(new ResourceID(watched, own));
            assertThat(find(watched)).isEmpty();
        });
        assertThat(chalk.accepts(token.credentials())).isFalse();
    }

    private void permit(String file, String namespace) throws IOException {
        cluster.cluster()
                .apply(Files.readString(RBAC.resolve(file))
                        .replace("WATCHED", namespace)
                        .replace("OPERATOR", own));
    }

    /** Creates a token, and advances the clock so far that any listing shows it. */
    private IssuedToken token(String namespace) {
        var name = TokenName.of(INSTALLATION, new CredentialId(namespace, "scorer", UID), 1);
        var token = chalk.createBehindOurBack(environment, new NewServiceToken(name, Sample.GRANTS));
        clock.advance(Duration.ofMinutes(2));
        return token;
    }

    private void record(String namespace, IssuedToken token) {
        var revocation = new ChalkRevocation();
        revocation.setMetadata(
                new ObjectMetaBuilder().withNamespace(own).withName(namespace).build());
        revocation.setSpec(ChalkRevocationSpecBuilder.builder()
                .environmentId(environment)
                .connection(Sample.CONNECTION)
                .origin(new RevocationOrigin(namespace, "scorer", UID))
                .reason("CredentialDeleted")
                .tokenId(token.id())
                .clientId(token.credentials().clientId())
                .build());
        cluster.client().resource(revocation).create();
    }

    private Optional<ChalkRevocation> find(String name) {
        return Optional.ofNullable(cluster.client()
                .resources(ChalkRevocation.class)
                .inNamespace(own)
                .withName(name)
                .get());
    }

    /** A ready connection for every namespace. */
    private static final class OneConnection extends QuietConnections {

        private final ReadyConnection ready;

        OneConnection(SimulatedChalk chalk, MutableClock clock, String environment) {
            var calls = new FakeChalk(chalk, SimulatedChalk.BOOTSTRAP);
            ready = ReadyConnection.to(
                            calls,
                            new CachedInventory(calls, clock),
                            chalk.world().team())
                    .reaching(Set.of(environment));
        }

        @Override
        public Optional<ConnectionState> find(ConnectionKey key) {
            return Optional.of(ready.state(key));
        }
    }
}
