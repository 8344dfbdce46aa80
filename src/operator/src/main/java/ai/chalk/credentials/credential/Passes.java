// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.connection.Connections;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The passes of this process, on its API server. What a pass is stands in {@link PassRunner}. */
@Singleton
public class Passes {

    private final CredentialEventSources sources;
    private final PassRunner runner;
    private final CredentialSettings settings;

    @Inject
    public Passes(CredentialSettings settings, Connections connections, EventRecorder announcer, Clock clock) {
        var changes = new ConnectionChangeTracker(clock);
        this.settings = settings;
        this.sources = new CredentialEventSources(connections, changes, settings.namespacesListed(), clock);
        this.runner = new PassRunner(
                settings, connections, announcer, changes, new ConnectionBulkhead(sources::wake), clock, Passes::pause);
    }

    /** Interrupted when the process ends: the step then comes to its end without waiting. */
    private static void pause(Duration length) {
        try {
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What wakes passes. */
    public CredentialEventSources sources() {
        return sources;
    }

    /** Runs one pass, and says when the next one is due if nothing happens. */
    Duration run(ChalkServiceCredential credential, Context<ChalkServiceCredential> context) {
        return runner.run(credential, new KubernetesCredentialStore(context, sources, settings.namespace()));
    }
}
