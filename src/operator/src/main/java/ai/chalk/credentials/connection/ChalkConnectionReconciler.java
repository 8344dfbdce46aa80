// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.api.v1alpha1.ChalkConnection;
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

/** Connects {@link ConnectionReconciliation} to the framework, for connections that serve one namespace. */
@Singleton
@ControllerConfiguration(name = "chalkconnection")
public class ChalkConnectionReconciler implements Reconciler<ChalkConnection> {

    private final ConnectionReconciliation reconciliation;
    private final ReferencedObjects<ChalkConnection> references;

    @Inject
    ChalkConnectionReconciler(ConnectionReconciliation reconciliation) {
        this.reconciliation = reconciliation;
        this.references = reconciliation.references(ChalkConnectionReconciler::key);
    }

    @Override
    public List<EventSource<?, ChalkConnection>> prepareEventSources(EventSourceContext<ChalkConnection> context) {
        return List.of(references);
    }

    @Override
    public UpdateControl<ChalkConnection> reconcile(ChalkConnection connection, Context<ChalkConnection> context) {
        return reconciliation.reconcile(key(connection), connection, context, references);
    }

    private static ConnectionKey key(ChalkConnection connection) {
        return ConnectionKey.namespaced(
                connection.getMetadata().getNamespace(),
                connection.getMetadata().getName());
    }
}
