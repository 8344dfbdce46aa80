// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import ai.chalk.credentials.chalk.FeaturePermission;
import org.jspecify.annotations.Nullable;

/** The names of the enum {@code chalk.auth.v1.FeaturePermission} in JSON. */
final class FeaturePermissionNames {

    private static final String PREFIX = "FEATURE_PERMISSION_";

    private FeaturePermissionNames() {}

    static String enumName(FeaturePermission permission) {
        if (permission == FeaturePermission.UNKNOWN) {
            throw new IllegalArgumentException("This version does not know the permission");
        }
        return PREFIX + permission.name();
    }

    /** Absent and unspecified mean ALLOW: nothing is restricted. */
    static FeaturePermission of(@Nullable String enumName) {
        if (enumName == null || enumName.equals(PREFIX + "UNSPECIFIED")) {
            return FeaturePermission.ALLOW;
        }
        for (var known : FeaturePermission.values()) {
            if (enumName.equals(PREFIX + known.name())) {
                return known;
            }
        }
        return FeaturePermission.UNKNOWN;
    }
}
