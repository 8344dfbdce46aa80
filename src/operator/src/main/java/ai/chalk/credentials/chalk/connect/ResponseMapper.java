// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Makes a value of the port out of a message, or says what the message lacks. */
interface ResponseMapper<M, R> {

    R read(M message) throws Lack;

    /** A message without something that Chalk always sends. */
    final class Lack extends Exception {

        @Serial
        private static final long serialVersionUID = 1;

        private final String what;

        static Lack of(String what) {
            return new Lack(what);
        }

        private Lack(String what) {
            super(what, null, false, false);
            this.what = what;
        }

        String what() {
            return what;
        }
    }

    /** The value, which must be there. */
    static <T> T required(@Nullable T value, String what) throws Lack {
        if (value == null || value.equals("")) {
            throw Lack.of(what);
        }
        return value;
    }
}
