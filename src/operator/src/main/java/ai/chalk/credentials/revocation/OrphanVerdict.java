// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

/** What may be done with a token of our name, if it turns out that nobody holds it. All but the last are only counted. */
enum OrphanVerdict {
    /** Made for a namespace that this process does not watch, so who holds it cannot be seen; or not named as we do. */
    ELSEWHERE,
    /** It may belong to an attempt that is under way. */
    YOUNG,
    /** This process sees that environment for the first time. */
    FIRST_LOOK,
    /** It is to be revoked. */
    DUE
}
