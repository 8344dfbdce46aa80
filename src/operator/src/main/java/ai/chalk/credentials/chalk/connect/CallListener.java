// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import ai.chalk.credentials.chalk.ChalkFailureKind;
import java.time.Duration;
import java.util.Optional;

/** Is notified when a call to Chalk has ended, for metrics. */
@FunctionalInterface
public interface CallListener {

    /** Does nothing. */
    CallListener NONE = (procedure, failure, length) -> {};

    /**
     * A call has ended.
     *
     * @param procedure the name of the operation, such as {@code CreateServiceToken}
     * @param failure empty if it succeeded
     * @param length not including the wait for the connection's limits
     */
    void ended(String procedure, Optional<ChalkFailureKind> failure, Duration length);
}
