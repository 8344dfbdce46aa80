// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.util.Objects;

/**
 * The secret half of a client id and secret. Only {@link #reveal} returns the value, so that it cannot be printed by
 * accident: there is no accessor that Jackson would find, {@code toString} is redacted, and the class is not
 * serializable.
 */
public final class ClientSecret {

    private final String value;

    public ClientSecret(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** The value itself: only for the call or the Secret that needs it, never for a message. */
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
