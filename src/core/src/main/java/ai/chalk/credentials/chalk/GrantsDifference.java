// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares the requested grants with those in Chalk's response. This is necessary because a Chalk API server drops the
 * names of permissions that it does not know, and reports success.
 */
public final class GrantsDifference {

    private GrantsDifference() {}

    /**
     * A clause about "it", the token, that names the permissions, tags and claims in which the two differ. Empty if
     * they are equal. It does not repeat the values of claims.
     */
    public static Optional<String> describe(Grants asked, Grants answered) {
        var parts = new ArrayList<String>();
        missing(parts, without(asked.permissions(), answered.permissions()));
        name(parts, "has in addition permission", without(answered.permissions(), asked.permissions()));
        name(parts, "differs in custom claim", differing(asked.customClaims(), answered.customClaims()));
        name(parts, "differs in feature tag", differing(asked.featureTags(), answered.featureTags()));
        if (asked.defaultPermission() != answered.defaultPermission()) {
            parts.add("treats features without such a tag as " + answered.defaultPermission() + " instead of "
                    + asked.defaultPermission());
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of("it " + String.join("; it ", parts));
    }

    /**
     * The permissions of one list that the other lacks. Compared as they are on the wire, where dots are underscores.
     */
    private static List<String> without(Collection<String> all, Collection<String> these) {
        var there = these.stream().map(Permissions::onTheWire).collect(Collectors.toUnmodifiableSet());
        return all.stream()
                .filter(slug -> !there.contains(Permissions.onTheWire(slug)))
                .toList();
    }

    /**
     * A slug in no table may be misspelt, or newer than this operator. Chalk decides about it; the message tells users
     * both.
     */
    private static void missing(List<String> parts, List<String> permissions) {
        name(parts, "does not have permission", permissions);
        var unknown =
                permissions.stream().filter(slug -> !Permissions.isKnown(slug)).toList();
        if (!unknown.isEmpty()) {
            var which = unknown.equals(permissions) ? "which" : "of which";
            var named = unknown.equals(permissions) ? "" : String.join(", ", unknown) + " ";
            parts.add(parts.remove(parts.size() - 1)
                    + " (%s this operator does not know %seither)".formatted(which, named));
        }
    }

    private static List<String> differing(Map<String, ?> asked, Map<String, ?> answered) {
        var keys = new TreeSet<String>(asked.keySet());
        keys.addAll(answered.keySet());
        return keys.stream()
                .filter(key -> !Optional.ofNullable(asked.get(key)).equals(Optional.ofNullable(answered.get(key))))
                .toList();
    }

    private static void name(List<String> parts, String what, List<String> names) {
        if (!names.isEmpty()) {
            parts.add(what + (names.size() == 1 ? " " : "s ") + String.join(", ", names));
        }
    }
}
