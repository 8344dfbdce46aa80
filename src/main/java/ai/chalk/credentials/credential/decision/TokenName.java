// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential.decision;

import ai.chalk.credentials.schedule.Fingerprint;

/**
 * The names of our tokens in Chalk: {@code k8s/<installation>/<namespace>/<name>/<first 8 of uid>/<revision>}. Chalk does not
 * keep names unique, the revision does. A name says which credential a token was made for; whether it is still needed is
 * for ids alone to say.
 */
public final class TokenName {

    /** Longer names are cut and end in a hash; Chalk publishes no limit. */
    static final int MAX_LENGTH = 200;

    private static final int HASH_LENGTH = 16;

    private TokenName() {}

    /** The name of one revision. */
    public static String of(String installation, CredentialId credential, long revision) {
        return prefix(installation, credential) + revision;
    }

    /** What the names of all revisions of this incarnation begin with, and no other credential's. */
    public static String prefix(String installation, CredentialId credential) {
        var uid = credential.uid();
        return familyPrefix(installation, credential) + uid.substring(0, Math.min(8, uid.length())) + "/";
    }

    /** What the names of all incarnations of a credential of that namespace and name begin with. */
    public static String familyPrefix(String installation, CredentialId credential) {
        var full = "k8s/" + installation + "/" + credential.namespace() + "/" + credential.name() + "/";
        int room = MAX_LENGTH - 8 - 1 - 19;
        return full.length() <= room
                ? full
                : full.substring(0, room - HASH_LENGTH - 2) + "~" + Fingerprint.hex(full) + "/";
    }
}
