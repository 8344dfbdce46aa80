// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/** Chalk says no, in the words of the Connect protocol: by its own rules or because a fault says so. */
public final class ConnectError extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final ConnectCode code;
    private final transient Optional<Duration> retryAfter;

    ConnectError(ConnectCode code, String message) {
        this(code, message, Optional.empty());
    }

    ConnectError(ConnectCode code, String message, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public ConnectCode code() {
        return code;
    }

    /** What the header {@code Retry-After} says. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
