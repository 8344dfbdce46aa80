// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import java.io.Serial;

/** An invalid setting. The message names the setting and the remedy, never the value, which may contain a password. */
final class InvalidSettingException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final String remedy;

    InvalidSettingException(String remedy) {
        super(remedy, null, false, false);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
