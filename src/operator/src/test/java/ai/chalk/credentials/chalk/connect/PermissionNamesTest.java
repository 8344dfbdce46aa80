// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Permissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PermissionNamesTest {

    static Stream<String> known() {
        return Stream.concat(Permissions.grantable().stream(), Permissions.ungrantable().stream());
    }

    @ParameterizedTest
    @MethodSource("known")
    void convertsInBothDirections(String slug) {
        assertThat(PermissionNames.slug(PermissionNames.enumName(slug))).isEqualTo(slug);
    }

    @ParameterizedTest
    @CsvSource({
        "query.offline_read, PERMISSION_QUERY_OFFLINE_READ",
        "auth_service.manager, PERMISSION_AUTH_SERVICE_MANAGER",
        "internal.deep.thing, PERMISSION_INTERNAL_DEEP_THING"
    })
    void writesSlugsAsEnumNames(String slug, String enumName) {
        assertThat(PermissionNames.enumName(slug)).isEqualTo(enumName);
    }

    @ParameterizedTest
    @CsvSource({
        "PERMISSION_QUERY_SIDEWAYS, query.sideways",
        "PERMISSION_QUERY_VERY_FAST, query.very_fast",
        "PERMISSION_FOO, foo",
        "SOMETHING_ELSE, something.else",
        "42, 42"
    })
    void guessesUnknownSlugs(String enumName, String slug) {
        assertThat(PermissionNames.slug(enumName)).isEqualTo(slug);
    }

    @Test
    void readsFeaturePermissions() {
        assertThat(FeaturePermissionNames.of("FEATURE_PERMISSION_ALLOW_INTERNAL"))
                .isEqualTo(FeaturePermission.ALLOW_INTERNAL);
        assertThat(FeaturePermissionNames.of("FEATURE_PERMISSION_DENY")).isEqualTo(FeaturePermission.DENY);
        assertThat(FeaturePermissionNames.of("FEATURE_PERMISSION_MAYBE")).isEqualTo(FeaturePermission.UNKNOWN);
        assertThat(FeaturePermissionNames.of("DENY")).isEqualTo(FeaturePermission.UNKNOWN);
        assertThat(FeaturePermissionNames.of("FEATURE_PERMISSION_UNSPECIFIED")).isEqualTo(FeaturePermission.ALLOW);
    }
}
