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

/**
 * Connects the framework's events to {@link CredentialReconciliation}, which carries out one reconciliation.
 *
 * <p>The framework adds the finalizer. Because this is a {@link Cleaner}, it patches a credential that has no finalizer
 * yet, and calls {@link #reconcile} only with the next event, so nothing is created for a credential that could vanish
 * without a {@link #cleanup}. The framework never removes the finalizer here: the step {@code Release} does.
 */
@Singleton
@ControllerConfiguration(
        name = "chalkservicecredential",
        finalizerName = WellKnownNames.FINALIZER,
        fieldManager = WellKnownNames.OPERATOR,
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = CredentialUpdateFilter.class))
public class CredentialReconciler implements Reconciler<ChalkServiceCredential>, Cleaner<ChalkServiceCredential> {

    private final CredentialReconciliation reconciliation;
    private final CredentialEventSources sources;
    private final CredentialSettings settings;
    private final ReconcileGate gate;

    @Inject
    CredentialReconciler(
            CredentialReconciliation reconciliation,
            CredentialEventSources sources,
            CredentialSettings settings,
            ReconcileGate gate) {
        this.reconciliation = reconciliation;
        this.sources = sources;
        this.settings = settings;
        this.gate = gate;
    }

    @Override
    public List<EventSource<?, ChalkServiceCredential>> prepareEventSources(
            EventSourceContext<ChalkServiceCredential> context) {
        return sources.prepare(context);
    }

    @Override
    public UpdateControl<ChalkServiceCredential> reconcile(
            ChalkServiceCredential credential, Context<ChalkServiceCredential> context) {
        return UpdateControl.<ChalkServiceCredential>noUpdate().rescheduleAfter(run(credential, context));
    }

    /**
     * Runs the same reconciliation: it observes the deletion, and removes the finalizer itself with a guarded write.
     */
    @Override
    public DeleteControl cleanup(ChalkServiceCredential credential, Context<ChalkServiceCredential> context) {
        return DeleteControl.noFinalizerRemoval().rescheduleAfter(run(credential, context));
    }

    private Duration run(ChalkServiceCredential credential, Context<ChalkServiceCredential> context) {
        var metadata = credential.getMetadata();
        var about = "credential=" + metadata.getNamespace() + "/" + metadata.getName();
        var store = new KubernetesCredentialStore(context, sources, settings.namespace());
        return ReconcileGuard.run(gate, about, () -> reconciliation.run(credential, store));
    }
}
