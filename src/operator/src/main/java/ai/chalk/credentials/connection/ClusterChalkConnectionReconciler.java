// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.api.v1alpha1.ClusterChalkConnection;
import ai.chalk.credentials.policy.ConnectionKey;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Connects {@link ConnectionReconciliation} to the framework, for connections that serve all namespaces that their
 * policy admits.
 */
@Singleton
@ControllerConfiguration(name = "clusterchalkconnection")
public class ClusterChalkConnectionReconciler implements Reconciler<ClusterChalkConnection> {

    private final ConnectionReconciliation reconciliation;
    private final ReferencedObjects<ClusterChalkConnection> references;

    @Inject
    ClusterChalkConnectionReconciler(ConnectionReconciliation reconciliation) {
        this.reconciliation = reconciliation;
        this.references = reconciliation.references(ClusterChalkConnectionReconciler::key);
    }

    @Override
    public List<EventSource<?, ClusterChalkConnection>> prepareEventSources(
            EventSourceContext<ClusterChalkConnection> context) {
        return List.of(references);
    }

    @Override
    public UpdateControl<ClusterChalkConnection> reconcile(
            ClusterChalkConnection connection, Context<ClusterChalkConnection> context) {
        return reconciliation.reconcile(key(connection), connection, context, references);
    }

    private static ConnectionKey key(ClusterChalkConnection connection) {
        return ConnectionKey.cluster(connection.getMetadata().getName());
    }
}
