// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import ai.chalk.credentials.chalk.ChalkFailureKind;
import java.time.Duration;
import java.util.Optional;

/** Is told of each call to Chalk that was made, once it has ended: for measurements. */
@FunctionalInterface
public interface CallListener {

    /** Does nothing. */
    CallListener NONE = (procedure, failure, length) -> {};

    /**
     * A call has ended.
     *
     * @param procedure one of few words, such as {@code CreateServiceToken}
     * @param failure empty if it succeeded
     * @param length without the wait for the connection's own limits
     */
    void ended(String procedure, Optional<ChalkFailureKind> failure, Duration length);
}
