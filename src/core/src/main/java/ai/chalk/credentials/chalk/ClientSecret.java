// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.util.Objects;

/**
 * The secret half of a client id and secret. Only {@link #reveal} gives the value, so that nothing can print it by
 * accident: no accessor that Jackson would find, a redacted {@code toString}, not serialisable.
 */
public final class ClientSecret {

    private final String value;

    /** Wraps a value that Chalk or a Secret gave. */
    public ClientSecret(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** The value itself: for the one call or the one Secret that needs it, never for a message. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientSecret that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
