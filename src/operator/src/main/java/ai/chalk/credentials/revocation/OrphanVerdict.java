// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

/** What may be done with a token of this installation if nothing holds it. All but the last verdict only count it. */
enum OrphanVerdict {
    /**
     * Issued for a namespace that this process does not watch, so its owner cannot be seen; or not named by this
     * operator's rules.
     */
    ELSEWHERE,
    /** It may belong to an attempt in progress. */
    YOUNG,
    /** This process lists that environment for the first time. */
    FIRST_LOOK,
    /** It must be revoked. */
    DUE
}
