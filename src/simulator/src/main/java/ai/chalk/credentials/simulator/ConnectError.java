// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/** A refusal by Chalk as an error of the Connect protocol, because of Chalk's rules or of a fault. */
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

    /** The value of the header {@code Retry-After}. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
