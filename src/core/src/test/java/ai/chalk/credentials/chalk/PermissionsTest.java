// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"query.online", "query.offline_read", "agents.read", "team.admin", "billing.read"})
    void knowsWhatServiceTokensMayHold(String slug) {
        assertThat(Permissions.isKnown(slug)).isTrue();
        assertThat(Permissions.isKnownUngrantable(slug)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "billing.write",
                "billing.publish_analytics",
                "chalk.admin",
                "auth_service.manager",
                "internal.anything"
            })
    void knowsWhatNoServiceTokenMayHold(String slug) {
        assertThat(Permissions.isKnown(slug)).isTrue();
        assertThat(Permissions.isKnownUngrantable(slug)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"query.onlin", "Query.Online", "", "internal", "quantum.entangle"})
    void leavesTheUnknownToChalk(String slug) {
        assertThat(Permissions.isKnown(slug)).isFalse();
        assertThat(Permissions.isKnownUngrantable(slug)).isFalse();
    }

    @Test
    void listsNoSlugTwice() {
        assertThat(Permissions.grantable()).hasSize(31).doesNotContainAnyElementsOf(Permissions.ungrantable());
    }
}
