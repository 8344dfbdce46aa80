// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.api.v1alpha1.ChalkConnection;
import ai.chalk.credentials.api.v1alpha1.ClusterChalkConnection;
import ai.chalk.credentials.chalk.ChalkConnector;
import ai.chalk.credentials.reconcile.ReconcileGate;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Both connection reconcilers and what they know, wired as the operator wires them. */
public record ConnectionsUnderTest(
        Connections connections, Reconciler<ChalkConnection> namespaced, Reconciler<ClusterChalkConnection> cluster) {

    /** How often each environment is listed. */
    public static final Duration INVENTORY_INTERVAL = Duration.ofMinutes(5);

    /** Wires them over that connector; the API servers of tests are on loopback. */
    public static ConnectionsUnderTest over(
            ChalkConnector connector, InventoryOpener inventories, InventoryFindings findings, Clock clock) {
        var settings = new ConnectionSettings(List.of("http://127.0.0.1:*"), true, INVENTORY_INTERVAL);
        var registry = new ConnectionRegistry(settings);
        var reconciliation = new ConnectionReconciliation(
                settings,
                new ConnectionProbe(connector, inventories),
                registry,
                new InventoryPoller(settings, registry, findings),
                new ReconcileGate(clock),
                clock);
        return new ConnectionsUnderTest(
                registry,
                new ChalkConnectionReconciler(reconciliation),
                new ClusterChalkConnectionReconciler(reconciliation));
    }
}
