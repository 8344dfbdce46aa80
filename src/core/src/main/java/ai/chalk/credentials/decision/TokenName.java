// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.common.Fingerprint;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of this installation's tokens in Chalk: {@code k8s/<installation>/<namespace>/<name>/<first 8 of uid>/<revision>}.
 * Chalk does not keep names unique; the revision does. A name says which credential a token was issued for; only its id tells
 * whether it is still needed.
 */
public final class TokenName {

    /** Longer names are shortened and end in a hash; Chalk documents no limit. */
    static final int MAX_LENGTH = 200;

    private static final int HASH_LENGTH = 16;

    /** The parts of a shortened name after the installation: the rest of namespace and name, uid, revision. */
    private static final int SHORTEST = 3;

    /** Only texts that fit a number. */
    private static final Pattern REVISION = Pattern.compile("[1-9][0-9]{0,17}");

    private TokenName() {}

    /** The name of one revision. */
    public static String of(String installation, CredentialId credential, long revision) {
        return prefix(installation, credential) + revision;
    }

    /** The prefix of the names of all revisions of this incarnation, which no other credential has. */
    public static String prefix(String installation, CredentialId credential) {
        var uid = credential.uid();
        return familyPrefix(installation, credential) + uid.substring(0, Math.min(8, uid.length())) + "/";
    }

    /** Whether the name is one of that installation. */
    public static boolean isOf(String installation, String name) {
        return name.startsWith(start(installation));
    }

    /** The namespace in a name of that installation; empty if the name does not have the operator's form. */
    public static Optional<String> namespace(String installation, String name) {
        var parts = isOf(installation, name)
                ? name.substring(start(installation).length()).split("/", -1)
                : new String[0];
        boolean isComplete =
                parts.length >= SHORTEST && revision(parts[parts.length - 1]).isPresent();
        return isComplete ? Optional.of(parts[0]) : Optional.empty();
    }

    /** The revision at the end of a name; empty if it does not have the operator's form. */
    public static Optional<Long> revision(String end) {
        return Optional.of(end).filter(text -> REVISION.matcher(text).matches()).map(Long::valueOf);
    }

    private static String start(String installation) {
        return "k8s/" + installation + "/";
    }

    /** The prefix of the names of all incarnations of a credential. */
    public static String familyPrefix(String installation, CredentialId credential) {
        var full = start(installation) + credential.namespace() + "/" + credential.name() + "/";
        int room = MAX_LENGTH - 8 - 1 - 19;
        return full.length() <= room
                ? full
                : full.substring(0, room - HASH_LENGTH - 2) + "~" + Fingerprint.hex(full) + "/";
    }
}
