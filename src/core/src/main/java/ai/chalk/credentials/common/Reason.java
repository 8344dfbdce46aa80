// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.common;

/**
 * The reason of a condition, event or failure. Its description is declared with it, and a test generates
 * {@code docs/reasons.md} from all of them, so no reason is undocumented.
 */
public interface Reason {

    /** Its entry in {@code docs/reasons.md}. */
    ReasonText text();

    /** The word that users see. */
    default String word() {
        return text().word();
    }
}
