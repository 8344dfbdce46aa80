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

/**
 * The operator in this JVM, as it is wired in production but for the clock, with the service account and the rights that we
 * ship, watching one namespace of the real cluster, and another one as its own.
 */
final class OperatorUnderTest implements AutoCloseable {

    static final String INSTALLATION = "itest";

    /** What the installation was called before. */
    static final String FORMER = "itest-before";

    static final Duration QUARANTINE = Duration.ofHours(1);

    /** Far away, as deletion times come from the API server, whose clock is not the test's. */
    static final Duration HAND_OVER = Duration.ofDays(30);

    static final OperatorLimits LIMITS = new OperatorLimits(Duration.ofMinutes(1), 6, HAND_OVER);

    private final Operator operator;
    private final KubernetesClient client;
    private final Passes passes;
    private final RevocationReconciliation revocations;
    private final InventoryFindings findings;
    private final Connections connections;

    private OperatorUnderTest(
            Operator operator,
            KubernetesClient client,
            Passes passes,
            RevocationReconciliation revocations,
            InventoryFindings findings,
            Connections connections) {
        this.operator = operator;
        this.client = client;
        this.passes = passes;
        this.revocations = revocations;
        this.findings = findings;
        this.connections = connections;
    }

    /**
     * Starts it.
     *
     * @param limits what whoever runs the operator allows
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
        var passes = new Passes(settings, connections.connections(), announcer, clock);
        var revocations = new RevocationReconciliation(settings, connections.connections(), passes, announcer, clock);
        var orphans = new OrphanSettings(reaping, QUARANTINE, ownNamespace, OperatorUnderTest::names, cluster);
        new OrphanMonitor(
                        orphans,
                        connections.connections(),
                        findings,
                        new TokenHolders(orphans, passes.sources(), client),
                        announcer,
                        clock)
                .begin();
        var operator =
                new Operator(overrides -> overrides.withKubernetesClient(client).withCloseClientOnStop(false));
        operator.register(connections.namespaced(), overrides -> overrides.settingNamespace(namespace));
        operator.register(connections.cluster());
        operator.register(
                new CredentialReconciler(passes, new ReconcileGate(clock)),
                overrides -> overrides.settingNamespace(namespace));
        operator.register(
                new RevocationReconciler(revocations, new ReconcileGate(clock)),
                overrides -> overrides.settingNamespace(ownNamespace));
        operator.start();
        return new OperatorUnderTest(operator, client, passes, revocations, findings, connections.connections());
    }

    private static InstallationNames names() {
        return new InstallationNames(INSTALLATION, Set.of(FORMER));
    }

    /** Has every credential and every record looked at: what a timer does when time is not moved by hand. */
    void wakeAll(String namespace, String ownNamespace) {
        client.resources(ChalkServiceCredential.class)
                .inNamespace(namespace)
                .list()
                .getItems()
                .forEach(credential -> passes.sources().wake(ResourceID.fromResource(credential)));
        client.resources(ChalkRevocation.class)
                .inNamespace(ownNamespace)
                .list()
                .getItems()
                .forEach(revocation -> revocations.sources().wake(ResourceID.fromResource(revocation)));
    }

    Connections connections() {
        return connections;
    }

    /** What this process has seen of each environment of the connections of a namespace, by environment id. */
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
