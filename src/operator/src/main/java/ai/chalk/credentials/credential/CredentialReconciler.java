// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import ai.chalk.credentials.reconcile.ReconcileGate;
import ai.chalk.credentials.reconcile.ReconcileGuard;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** The framework's view of credentials: events in, passes out. What a pass is stands in {@link Passes}. */
@Singleton
@ControllerConfiguration(
        name = "chalkservicecredential",
        finalizerName = WellKnownNames.FINALIZER,
        fieldManager = WellKnownNames.OPERATOR,
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = CredentialUpdateFilter.class))
public class CredentialReconciler implements Reconciler<ChalkServiceCredential>, Cleaner<ChalkServiceCredential> {

    private final Passes passes;
    private final ReconcileGate gate;

    @Inject
    CredentialReconciler(Passes passes, ReconcileGate gate) {
        this.passes = passes;
        this.gate = gate;
    }

    @Override
    public List<EventSource<?, ChalkServiceCredential>> prepareEventSources(
            EventSourceContext<ChalkServiceCredential> context) {
        return passes.sources().prepare(context);
    }

    @Override
    public UpdateControl<ChalkServiceCredential> reconcile(
            ChalkServiceCredential credential, Context<ChalkServiceCredential> context) {
        return UpdateControl.<ChalkServiceCredential>noUpdate().rescheduleAfter(run(credential, context));
    }

    /** The same pass: it sees that the credential is being deleted, and removes the finalizer itself, guarded. */
    @Override
    public DeleteControl cleanup(ChalkServiceCredential credential, Context<ChalkServiceCredential> context) {
        return DeleteControl.noFinalizerRemoval().rescheduleAfter(run(credential, context));
    }

    private Duration run(ChalkServiceCredential credential, Context<ChalkServiceCredential> context) {
        var metadata = credential.getMetadata();
        var about = "credential=" + metadata.getNamespace() + "/" + metadata.getName();
        return ReconcileGuard.run(gate, about, () -> passes.run(credential, context));
    }
}
