// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.kubernetes.Names;
import io.fabric8.kubernetes.client.KubernetesClientException;
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
import org.jboss.logging.Logger;

/** The framework's view of credentials: events in, passes out. What a pass is stands in {@link Passes}. */
@Singleton
@ControllerConfiguration(
        name = "chalkservicecredential",
        finalizerName = Names.FINALIZER,
        fieldManager = Names.OPERATOR,
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = CredentialUpdates.class))
public class CredentialReconciler implements Reconciler<ChalkServiceCredential>, Cleaner<ChalkServiceCredential> {

    private static final Logger LOG = Logger.getLogger(CredentialReconciler.class);

    private static final Duration AFTER_LOST_API_SERVER = Duration.ofSeconds(5);
    private static final Duration AFTER_BUG = Duration.ofMinutes(5);

    private final Passes passes;

    @Inject
    CredentialReconciler(Passes passes) {
        this.passes = passes;
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

    /** The one place where an exception ends: whatever is not an expected outcome is a lost API server or a bug. */
    private Duration run(ChalkServiceCredential credential, Context<ChalkServiceCredential> context) {
        try {
            return passes.run(credential, context);
        } catch (KubernetesClientException e) {
            LOG.warnf("pass given up, the API server did not answer httpStatus=%d", e.getCode());
            return AFTER_LOST_API_SERVER;
        } catch (RuntimeException e) {
            LOG.error("pass given up because of a bug in this operator, please report it", e);
            return AFTER_BUG;
        }
    }
}
