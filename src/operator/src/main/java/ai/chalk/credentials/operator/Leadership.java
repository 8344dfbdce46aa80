// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import static io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration;

import ai.chalk.credentials.kubernetes.WellKnownNames;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which of several processes acts. A process that does not lead fills its caches and waits; nothing in it writes or
 * calls Chalk. {@link GracefulShutdown} ends the process.
 */
final class Leadership {

    private static final Logger LOG = Logger.getLogger(Leadership.class);

    /** The usual values: a leader that cannot renew for 10s gives up, and after 15s another process may lead. */
    static final Duration LEASE = Duration.ofSeconds(15);

    static final Duration RENEWED_WITHIN = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final int SHORTEST_LEASE = 1;

    private final boolean elected;
    private final String namespace;
    private final String identity;
    private volatile boolean leading;
    private volatile boolean known;

    /**
     * Starts without a leader.
     *
     * @param elected whether there is an election; without one, this process leads
     * @param namespace namespace of the Lease
     * @param identity name of this process, such as its Pod's name
     */
    Leadership(boolean elected, String namespace, String identity) {
        this.elected = elected;
        this.namespace = namespace;
        this.identity = identity;
        this.leading = !elected;
        this.known = !elected;
    }

    boolean isLeading() {
        return leading;
    }

    /** Whether there is a leader: this process or another. */
    boolean isKnown() {
        return known;
    }

    /** The framework's settings for the election. Empty if there is no election. */
    Optional<LeaderElectionConfiguration> election(Runnable onLoss) {
        if (!elected) {
            return Optional.empty();
        }
        var callbacks = new LeaderCallbacks(() -> leading = true, () -> lost(onLoss), this::leads);
        return Optional.of(aLeaderElectionConfiguration(WellKnownNames.OPERATOR)
                .withLeaseNamespace(namespace)
                .withIdentity(identity)
                .withLeaseDuration(LEASE)
                .withRenewDeadline(RENEWED_WITHIN)
                .withRetryPeriod(RETRY)
                .withLeaderCallbacks(callbacks)
                .build());
    }

    private void leads(@Nullable String leader) {
        known = leader != null && !leader.isEmpty();
    }

    /** Without this, the framework would continue. */
    private void lost(Runnable onLoss) {
        if (leading) {
            leading = false;
            onLoss.run();
        }
    }

    /** Releases the lease, so that another process need not wait until it expires. */
    void release(KubernetesClient client) {
        if (!elected) {
            return;
        }
        leading = false;
        try {
            var lease = client.leases()
                    .inNamespace(namespace)
                    .withName(WellKnownNames.OPERATOR)
                    .get();
            if (lease != null && identity.equals(lease.getSpec().getHolderIdentity())) {
                lease.getSpec().setHolderIdentity("");
                lease.getSpec().setLeaseDurationSeconds(SHORTEST_LEASE);
                client.resource(lease).update();
            }
        } catch (KubernetesClientException e) {
            LOG.warnf(
                    "lease not released, another process leads in %d s httpStatus=%d", LEASE.toSeconds(), e.getCode());
        }
    }
}
