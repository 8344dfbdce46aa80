// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.connection.InventoryFindings.Environment;
import ai.chalk.credentials.connection.InventoryFindings.Finding;
import ai.chalk.credentials.policy.ConnectionKey;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The results of the regular listings, as metrics read them. */
class InventoryFindingsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final ConnectionKey KEY = ConnectionKey.cluster("default");
    private static final Environment ONE = new Environment(KEY, "one");
    private static final Environment OTHER = new Environment(KEY, "other");

    private final InventoryFindings findings = new InventoryFindings();

    @Test
    void failuresInARowAreCountedUntilAListingSucceeds() {
        findings.failed(ONE);
        findings.failed(ONE);
        findings.listed(OTHER, NOW);
        assertThat(findings.failures()).containsEntry(ONE, 2).containsEntry(OTHER, 0);
        assertThat(findings.all()).containsOnlyKeys(OTHER);

        findings.listed(ONE, NOW);

        assertThat(findings.failures()).containsEntry(ONE, 0);
        assertThat(findings.all()).containsEntry(ONE, new Finding(NOW, Optional.empty()));
    }

    @Test
    void forgetsEnvironmentsThatAreNoLongerListed() {
        findings.failed(ONE);
        findings.listed(OTHER, NOW);

        findings.retain(KEY, Set.of("other"));
        assertThat(findings.failures()).containsOnlyKeys(OTHER);

        findings.retain(KEY, Set.of());
        assertThat(findings.failures()).isEmpty();
        assertThat(findings.all()).isEmpty();
    }
}
