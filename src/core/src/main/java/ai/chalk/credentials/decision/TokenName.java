// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.common.Fingerprint;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of our tokens in Chalk: {@code k8s/<installation>/<namespace>/<name>/<first 8 of uid>/<revision>}. Chalk does not
 * keep names unique, the revision does. A name says which credential a token was made for; whether it is still needed is
 * for ids alone to say.
 */
public final class TokenName {

    /** Longer names are cut and end in a hash; Chalk publishes no limit. */
    static final int MAX_LENGTH = 200;

    private static final int HASH_LENGTH = 16;

    /** Parts of a name that was cut, after the installation's: what is left of namespace and name, uid, revision. */
    private static final int SHORTEST = 3;

    /** Without anything that would not fit a number. */
    private static final Pattern REVISION = Pattern.compile("[1-9][0-9]{0,17}");

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

    /** Whether a token was named by that installation. */
    public static boolean isOf(String installation, String name) {
        return name.startsWith(start(installation));
    }

    /** For which namespace that installation named a token; empty where the name is not made as we make them. */
    public static Optional<String> namespace(String installation, String name) {
        var parts = isOf(installation, name)
                ? name.substring(start(installation).length()).split("/", -1)
                : new String[0];
        boolean isComplete =
                parts.length >= SHORTEST && revision(parts[parts.length - 1]).isPresent();
        return isComplete ? Optional.of(parts[0]) : Optional.empty();
    }

    /** The revision that a name ends in; empty where we would not write it so. */
    public static Optional<Long> revision(String end) {
        return Optional.of(end).filter(text -> REVISION.matcher(text).matches()).map(Long::valueOf);
    }

    private static String start(String installation) {
        return "k8s/" + installation + "/";
    }

    /** What the names of all incarnations of a credential of that namespace and name begin with. */
    public static String familyPrefix(String installation, CredentialId credential) {
        var full = start(installation) + credential.namespace() + "/" + credential.name() + "/";
        int room = MAX_LENGTH - 8 - 1 - 19;
        return full.length() <= room
                ? full
                : full.substring(0, room - HASH_LENGTH - 2) + "~" + Fingerprint.hex(full) + "/";
    }
}
