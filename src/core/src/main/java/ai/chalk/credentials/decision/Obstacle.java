// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.common.Reason;

/**
 * Why the spec cannot be carried out now.
 *
 * @param message field, value and remedy
 * @param passing whether it ends without a change of the credential or its connection
 */
public record Obstacle(Reason reason, String message, boolean passing) {

    /** Manual action is needed. */
    public static Obstacle lasting(Reason reason, String message) {
        return new Obstacle(reason, message, false);
    }

    /** It ends without manual action. */
    public static Obstacle passing(Reason reason, String message) {
        return new Obstacle(reason, message, true);
    }
}
