// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.reconcile;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The one place where an exception ends: whatever is not an expected outcome is a lost API server, an operator that is set up
 * wrongly, or a bug.
 */
public final class ReconcileGuard {

    private static final Logger LOG = Logger.getLogger(ReconcileGuard.class);

    private static final Duration AFTER_LOST_API_SERVER = Duration.ofSeconds(5);
    private static final Duration AFTER_WRONG_SETUP = Duration.ofMinutes(1);
    private static final Duration AFTER_BUG = Duration.ofMinutes(5);

    /** The process ends: whoever comes next looks at everything anyway. */
    private static final Duration AFTER_THE_END = Duration.ofMinutes(1);

    private ReconcileGuard() {}

    /**
     * Runs a pass if one may begin, and says when the next one is due, whatever happens.
     *
     * @param about whose pass it is, as it stands in the log
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
