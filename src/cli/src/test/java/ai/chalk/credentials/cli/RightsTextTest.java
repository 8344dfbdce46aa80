// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A text names only a few rights, because a line of fifty is unreadable. */
class RightsTextTest {

    @Test
    void namesAFew() {
        assertThat(RightsText.of(rights("get", "list", "watch")))
                .isEqualTo("get pods in team-a, list pods in team-a, watch pods in team-a");
    }

    @Test
    void countsTheRest() {
        assertThat(RightsText.of(rights("get", "list", "watch", "create", "delete")))
                .isEqualTo("get pods in team-a, list pods in team-a, watch pods in team-a and 2 more");
    }

    /** Unlike its message. */
    @Test
    void findingHasAllRights() {
        var finding = Finding.broken("rights", "too few", "ask").lacking(rights("get", "list", "watch", "create"));

        assertThat(finding.missing())
                .containsExactly(
                        "get pods in team-a", "list pods in team-a", "watch pods in team-a", "create pods in team-a");
    }

    private static List<AccessRight> rights(String... verbs) {
        return Stream.of(verbs)
                .map(verb -> new AccessRight("", "pods", verb, "team-a", "a test"))
                .toList();
    }
}
