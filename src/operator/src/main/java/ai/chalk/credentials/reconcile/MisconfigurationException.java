// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.reconcile;

/**
 * Something that the operator itself needs exists but is unusable. The operator cannot continue until a person does
 * what the message says.
 */
public final class MisconfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MisconfigurationException(String message) {
        super(message);
    }
}
