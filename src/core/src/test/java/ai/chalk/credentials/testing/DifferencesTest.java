// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.decision.Sample;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.Test;

/** If a comparison overlooked a difference, tests would take a changing object for a stable one. */
class DifferencesTest {

    @Test
    void namesEachFieldThatWasWritten() {
        var before = credential("7");
        var after = credential("8");
        after.setStatus(Sample.fresh().observation().status().withLastRotationTime(Sample.NOW));

        assertThat(Differences.between(before, after))
                .contains("/metadata/resourceVersion: 7 → 8", "/status/lastRotationTime: absent → " + Sample.NOW);
    }

    @Test
    void areNoneBetweenTheSame() {
        assertThat(Differences.between(credential("7"), credential("7"))).isEmpty();
    }

    private static ChalkServiceCredential credential(String version) {
        var credential = new ChalkServiceCredential();
        credential.setMetadata(new ObjectMetaBuilder()
                .withName("a")
                .withResourceVersion(version)
                .build());
        credential.setSpec(Sample.fresh().observation().spec());
        return credential;
    }
}
