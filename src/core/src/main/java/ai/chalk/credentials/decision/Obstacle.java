// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

/**
 * What stands in the way of carrying out the spec.
 *
 * @param reason one word, for the condition
 * @param message for people: field, value, remedy
 * @param passing whether it ends without anybody touching the credential or its connection
 */
public record Obstacle(String reason, String message, boolean passing) {

    /** Somebody must act. */
    public static Obstacle lasting(String reason, String message) {
        return new Obstacle(reason, message, false);
    }

    /** It will pass. */
    public static Obstacle passing(String reason, String message) {
        return new Obstacle(reason, message, true);
    }
}
