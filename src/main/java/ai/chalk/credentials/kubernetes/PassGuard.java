// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.kubernetes.PassGate;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The one place where an exception ends: whatever is not an expected outcome is a lost API server or a bug. */
public final class PassGuard {

    private static final Logger LOG = Logger.getLogger(PassGuard.class);

    private static final Duration AFTER_LOST_API_SERVER = Duration.ofSeconds(5);
    private static final Duration AFTER_BUG = Duration.ofMinutes(5);

    /** The process ends: whoever comes next looks at everything anyway. */
    private static final Duration AFTER_THE_END = Duration.ofMinutes(1);

    private PassGuard() {}

    /** Runs a pass if one may begin, and says when the next one is due, whatever happens. */
    public static Duration run(PassGate gate, Supplier<Duration> pass) {
        return gate.run(() -> guarded(pass)).orElse(AFTER_THE_END);
    }

    private static Duration guarded(Supplier<Duration> pass) {
        try {
            return pass.get();
        } catch (KubernetesClientException e) {
            LOG.warnf("pass given up, the API server did not answer httpStatus=%d", e.getCode());
            return AFTER_LOST_API_SERVER;
        } catch (RuntimeException e) {
            LOG.error("pass given up because of a bug in this operator, please report it", e);
            return AFTER_BUG;
        }
    }
}
