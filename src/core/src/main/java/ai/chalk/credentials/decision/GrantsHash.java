// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.common.Fingerprint;

/** A short name for grants, by which the status remembers what the current token was given. */
public final class GrantsHash {

    private GrantsHash() {}

    /** Equal for equal grants, in whatever order the spec lists them. */
    public static String of(Grants grants) {
        return Fingerprint.hex(grants.permissions() + "|" + grants.customClaims() + "|" + grants.featureTags() + "|"
                + grants.defaultPermission());
    }
}
