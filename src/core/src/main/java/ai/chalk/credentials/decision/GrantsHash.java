// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.common.Fingerprint;

/** A hash of grants, by which the status records the grants of the current token. */
public final class GrantsHash {

    private GrantsHash() {}

    /** Equal for equal grants, regardless of their order in the spec. */
    public static String of(Grants grants) {
        return Fingerprint.hex(grants.permissions() + "|" + grants.customClaims() + "|" + grants.featureTags() + "|"
                + grants.defaultPermission());
    }
}
