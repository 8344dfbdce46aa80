// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.common;

/**
 * The description of a reason, in Markdown.
 *
 * @param where the conditions, fields and events in which the reason appears
 * @param remedy what the user does about it
 */
public record ReasonText(String word, String where, String meaning, String remedy) {

    /** The remedy of what is as it should be. */
    public static final String NO_ACTION = "Nothing.";
}
