// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import ai.chalk.credentials.reconcile.ReconcileGate;
import ai.chalk.credentials.reconcile.ReconcileGuard;
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
 * Connects {@link RevocationReconciliation} to the framework. It watches only the operator's own namespace, so that
 * users cannot create valid records elsewhere.
 */
@Singleton
@ControllerConfiguration(name = "chalkrevocation", fieldManager = WellKnownNames.OPERATOR)
public class RevocationReconciler implements Reconciler<ChalkRevocation> {

    private final RevocationReconciliation passes;
    private final ReconcileGate gate;

    @Inject
    public RevocationReconciler(RevocationReconciliation passes, ReconcileGate gate) {
        this.passes = passes;
        this.gate = gate;
    }

    @Override
    public List<EventSource<?, ChalkRevocation>> prepareEventSources(EventSourceContext<ChalkRevocation> context) {
        return passes.sources().prepare(context);
    }

    @Override
    public UpdateControl<ChalkRevocation> reconcile(ChalkRevocation revocation, Context<ChalkRevocation> context) {
        var about = "revocation=" + revocation.getMetadata().getName();
        var wait = ReconcileGuard.run(gate, about, () -> passes.run(revocation, context));
        return UpdateControl.<ChalkRevocation>noUpdate().rescheduleAfter(wait);
    }
}
