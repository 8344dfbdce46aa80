// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import ai.chalk.credentials.chalk.FeaturePermission;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON names of Chalk's enum values. */
final class EnumNames {

    private static final String FEATURE_PREFIX = "FEATURE_PERMISSION_";

    private EnumNames() {}

    static String permission(String slug) {
        return "PERMISSION_" + slug.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** The known slug of a permission. For an unknown name, the name itself, which is not a slug of any version. */
    static String slug(String permission, Set<String> known) {
        return known.stream()
                .filter(slug -> permission(slug).equals(permission))
                .findFirst()
                .orElse(permission);
    }

    static String feature(FeaturePermission permission) {
        return FEATURE_PREFIX + permission.name();
    }

    static FeaturePermission feature(@Nullable String name) {
        return Arrays.stream(FeaturePermission.values())
                .filter(permission -> feature(permission).equals(name))
                .findFirst()
                .orElse(FeaturePermission.UNKNOWN);
    }
}
