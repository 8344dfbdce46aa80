// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.chalk.MutableClock;
import ai.chalk.credentials.chalk.connect.CachedInventory;
import ai.chalk.credentials.chalk.connect.ConnectChalkConnector;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.connection.ConnectionsUnderTest;
import ai.chalk.credentials.connection.InventoryFindings;
import ai.chalk.credentials.decision.Decider;
import ai.chalk.credentials.decision.OperatorLimits;
import ai.chalk.credentials.operator.EventPublisher;
import ai.chalk.credentials.reconcile.ReconcileGate;
import ai.chalk.credentials.revocation.OrphanMonitor;
import ai.chalk.credentials.revocation.OrphanSettings;
import ai.chalk.credentials.revocation.RevocationReconciler;
import ai.chalk.credentials.revocation.RevocationReconciliation;
import ai.chalk.credentials.revocation.TokenHolders;
import ai.chalk.credentials.testing.SharedCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;

/**
 * The operator in this JVM, wired as in production except for the clock. It uses the service account and the rights
 * that we ship, watches one namespace of the real cluster, and has another one as its own.
 */
@Tag("cluster")
final class OperatorUnderTest implements AutoCloseable {

    static final String INSTALLATION = "itest";

    /** The former name of the installation. */
    static final String FORMER = "itest-before";

    static final Duration QUARANTINE = Duration.ofHours(1);

    /**
     * So long that no test reaches it by accident: deletion times come from the API server, whose clock is not that of
     * the test.
     */
    static final Duration HAND_OVER = Duration.ofDays(30);

    static final OperatorLimits LIMITS = new OperatorLimits(Duration.ofMinutes(1), 6, HAND_OVER);

    private final Operator operator;
    private final KubernetesClient client;
    private final CredentialEventSources sources;
    private final RevocationReconciliation revocations;
    private final InventoryFindings findings;
    private final Connections connections;

    private OperatorUnderTest(
            Operator operator,
            KubernetesClient client,
            CredentialEventSources sources,
            RevocationReconciliation revocations,
            InventoryFindings findings,
            Connections connections) {
        this.operator = operator;
        this.client = client;
        this.sources = sources;
        this.revocations = revocations;
        this.findings = findings;
        this.connections = connections;
    }

    /**
     * Starts the operator.
     *
     * @param limits the limits that the administrator sets
     * @param reaping whether orphans are revoked, or only counted
     * @param cluster whether this is the cluster that our tokens were issued for
     */
    static OperatorUnderTest start(
            String namespace,
            String ownNamespace,
            MutableClock clock,
            OperatorLimits limits,
            boolean reaping,
            OrphanSettings.Cluster cluster) {
        var client = SharedCluster.get().operatorClient();
        EventRecorder announcer = new EventPublisher(client, "operator-under-test")::publish;
        var findings = new InventoryFindings();
        var connections = ConnectionsUnderTest.over(
                new ConnectChalkConnector(Map.of(), clock),
                chalk -> new CachedInventory(chalk, clock),
                findings,
                clock);
        var settings = new CredentialSettings(ownNamespace, true, OperatorUnderTest::names, limits);
        var sources = new CredentialEventSources(settings, connections.connections(), clock);
        var credentials = new CredentialReconciliation(
                settings, connections.connections(), sources, announcer, new Decider(), ProcessClock.of(clock));
        var revocations = new RevocationReconciliation(settings, connections.connections(), sources, announcer, clock);
        var orphans = new OrphanSettings(reaping, QUARANTINE, ownNamespace, OperatorUnderTest::names, cluster);
        new OrphanMonitor(
                        orphans,
                        connections.connections(),
                        findings,
                        new TokenHolders(orphans, sources, client),
                        announcer,
                        clock)
                .begin();
        var operator =
                new Operator(overrides -> overrides.withKubernetesClient(client).withCloseClientOnStop(false));
        operator.register(connections.namespaced(), overrides -> overrides.settingNamespace(namespace));
        operator.register(
                connections.cluster(), overrides -> overrides.withLabelSelector(SharedCluster.labelOf(namespace)));
        operator.register(
                new CredentialReconciler(credentials, sources, settings, new ReconcileGate(clock)),
                overrides -> overrides.settingNamespace(namespace));
        operator.register(
                new RevocationReconciler(revocations, new ReconcileGate(clock)),
                overrides -> overrides.settingNamespace(ownNamespace));
        operator.start();
        return new OperatorUnderTest(operator, client, sources, revocations, findings, connections.connections());
    }

    private static InstallationNames names() {
        return new InstallationNames(INSTALLATION, Set.of(FORMER));
    }

    /**
     * Triggers a reconciliation of every credential and ChalkRevocation, as timers do if time is not moved by the test.
     */
    void wakeAll(String namespace, String ownNamespace) {
        client.resources(ChalkServiceCredential.class)
                .inNamespace(namespace)
                .list()
                .getItems()
                .forEach(credential -> sources.wake(ResourceID.fromResource(credential)));
        client.resources(ChalkRevocation.class)
                .inNamespace(ownNamespace)
                .list()
                .getItems()
                .forEach(revocation -> revocations.sources().wake(ResourceID.fromResource(revocation)));
    }

    Connections connections() {
        return connections;
    }

    /** What the operator has found in each environment of the connections of a namespace, by environment id. */
    Map<String, InventoryFindings.Finding> findings(String namespace) {
        return findings.all().entrySet().stream()
                .filter(entry -> entry.getKey().connection().namespace().equals(Optional.of(namespace)))
                .collect(Collectors.toMap(entry -> entry.getKey().environmentId(), Map.Entry::getValue));
    }

    @Override
    public void close() {
        operator.stop();
        client.close();
    }
}
