// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The error codes of the Connect protocol, each with its HTTP status. */
public enum ConnectCode {
    CANCELED(499),
    UNKNOWN(500),
    INVALID_ARGUMENT(400),
    DEADLINE_EXCEEDED(504),
    NOT_FOUND(404),
    ALREADY_EXISTS(409),
    PERMISSION_DENIED(403),
    RESOURCE_EXHAUSTED(429),
    FAILED_PRECONDITION(400),
    ABORTED(409),
    OUT_OF_RANGE(400),
    UNIMPLEMENTED(501),
    INTERNAL(500),
    UNAVAILABLE(503),
    DATA_LOSS(500),
    UNAUTHENTICATED(401);

    private final int status;

    ConnectCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** The spelling in the JSON of an error, such as {@code not_found}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Parses the spelling in the JSON of an error. */
    public static Optional<ConnectCode> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(code -> code.wireName().equals(name))
                .findFirst();
    }
}
