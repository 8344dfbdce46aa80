// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.common;

/** A reason in a status that this version does not know, because another version or a user wrote it. */
public record UnknownReason(String word) implements Reason {

    @Override
    public ReasonText text() {
        return new ReasonText(
                word, "`status.failure`", "Another version of the operator wrote it.", "Read the message.");
    }
}
