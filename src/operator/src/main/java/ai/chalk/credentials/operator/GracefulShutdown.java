// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import ai.chalk.credentials.reconcile.ReconcileGate;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Ends the process in order: first, no reconcile begins any more and running ones finish, while the lease is still
 * renewed; then the framework stops, which would interrupt them; finally the lease is released.
 */
@Singleton
class GracefulShutdown {

    private static final Logger LOG = Logger.getLogger(GracefulShutdown.class);

    /** Less than the 30 seconds that Kubernetes grants a Pod, to leave time for the remaining steps. */
    private static final Duration FOR_PASSES = Duration.ofSeconds(25);
    /** The time until another process may lead. */
    private static final Duration AFTER_LOSS = Leadership.LEASE.minus(Leadership.RENEWED_WITHIN);

    /** The framework stops at the default priority, which is between the two. */
    private static final int FIRST = 1;

    private static final int LAST = 100_000;

    private final ReconcileGate passes;
    private final Leadership leadership;
    private volatile boolean lost;

    GracefulShutdown(ReconcileGate passes, Leadership leadership) {
        this.passes = passes;
        this.leadership = leadership;
    }

    /** Another process may lead soon, so this one must stop acting. */
    void leadershipLost() {
        if (passes.isClosed()) {
            return;
        }
        lost = true;
        passes.close(Duration.ZERO);
        LOG.error("lost the lease; exiting, because another process may lead");
        Quarkus.asyncExit(1);
    }

    void finishPasses(@Observes @Priority(FIRST) ShutdownEvent end) {
        var longest = lost ? AFTER_LOSS : FOR_PASSES;
        LOG.infof("stopping reconciliations=%d", passes.count());
        if (!passes.close(longest)) {
            LOG.warnf(
                    "interrupting reconciliations, the next process continues them reconciliations=%d after=%s",
                    passes.count(), longest);
        }
    }

    void release(@Observes @Priority(LAST) ShutdownEvent end, KubernetesClient client) {
        if (!lost) {
            leadership.release(client);
        }
    }
}
