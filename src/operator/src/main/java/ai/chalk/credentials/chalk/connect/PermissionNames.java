// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import ai.chalk.credentials.chalk.Permissions;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Converts permissions between slugs such as {@code query.online} and names of the enum {@code chalk.auth.v1.Permission}. A slug
 * may contain an underscore, so the conversion to slugs needs the table of known slugs.
 */
final class PermissionNames {

    private static final String PREFIX = "PERMISSION_";

    private static final Map<String, String> SLUGS = Stream.concat(
                    Permissions.grantable().stream(), Permissions.ungrantable().stream())
            .collect(Collectors.toUnmodifiableMap(PermissionNames::enumName, slug -> slug));

    private PermissionNames() {}

    static String enumName(String slug) {
        return PREFIX + Permissions.onTheWire(slug);
    }

    /** The slug of an enum name. For an unknown name it is a guess, for display only: the first underscore becomes the dot. */
    static String slug(String enumName) {
        var known = SLUGS.get(enumName);
        if (known != null) {
            return known;
        }
        var bare = enumName.startsWith(PREFIX) ? enumName.substring(PREFIX.length()) : enumName;
        return bare.toLowerCase(Locale.ROOT).replaceFirst("_", ".");
    }
}
