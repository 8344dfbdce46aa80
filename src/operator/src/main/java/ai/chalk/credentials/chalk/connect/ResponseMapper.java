// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Converts a message to a value of {@code ChalkApi}, or reports which field is missing. */
interface ResponseMapper<M, R> {

    R read(M message) throws MissingField;

    /** A field is missing that Chalk always sends. */
    final class MissingField extends Exception {

        @Serial
        private static final long serialVersionUID = 1;

        private final String what;

        static MissingField of(String what) {
            return new MissingField(what);
        }

        private MissingField(String what) {
            super(what, null, false, false);
            this.what = what;
        }

        String what() {
            return what;
        }
    }

    /** The value, which must be neither null nor empty. */
    static <T> T required(@Nullable T value, String what) throws MissingField {
        if (value == null || value.equals("")) {
            throw MissingField.of(what);
        }
        return value;
    }
}
