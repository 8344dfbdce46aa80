// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.reconcile;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The only place where exceptions of a reconcile end. Everything that is not an expected outcome is an unavailable API
 * server, a misconfigured operator, or a bug.
 */
public final class ReconcileGuard {

    private static final Logger LOG = Logger.getLogger(ReconcileGuard.class);

    private static final Duration AFTER_LOST_API_SERVER = Duration.ofSeconds(5);
    private static final Duration AFTER_WRONG_SETUP = Duration.ofMinutes(1);
    private static final Duration AFTER_BUG = Duration.ofMinutes(5);

    /** The process ends; its successor reconciles everything anyway. */
    private static final Duration AFTER_THE_END = Duration.ofMinutes(1);

    private ReconcileGuard() {}

    /**
     * Runs a reconcile if the gate is open, and returns when the next one is due, also after a failure.
     *
     * @param about the object, as it appears in the log
     */
    public static Duration run(ReconcileGate gate, String about, Supplier<Duration> pass) {
        return gate.run(() -> guarded(about, pass)).orElse(AFTER_THE_END);
    }

    private static Duration guarded(String about, Supplier<Duration> pass) {
        try {
            return pass.get();
        } catch (KubernetesClientException e) {
            LOG.warnf(
                    "reconciliation failed at the API server, retrying in %ds %s httpStatus=%d",
                    AFTER_LOST_API_SERVER.toSeconds(), about, e.getCode());
            return AFTER_LOST_API_SERVER;
        } catch (MisconfigurationException e) {
            LOG.errorf(
                    "reconciliation not possible, retrying in %ds %s message=\"%s\"",
                    AFTER_WRONG_SETUP.toSeconds(), about, e.getMessage());
            return AFTER_WRONG_SETUP;
        } catch (RuntimeException e) {
            LOG.errorf(e, "reconciliation failed because of a bug in the operator, please report it %s", about);
            return AFTER_BUG;
        }
    }
}
