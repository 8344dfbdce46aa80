// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.MutableClock;
import ai.chalk.credentials.testing.SharedCluster;
import io.fabric8.kubernetes.api.model.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
class NamespaceReaderTest {

    private static final Duration A_MOMENT = Duration.ofSeconds(30);
    private static final String LABEL = "kubernetes.io/metadata.name";

    private final SharedCluster cluster = SharedCluster.get();
    private final String namespace = cluster.newNamespace();
    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-24T03:00:00Z"));

    @Test
    void seesAChangeAfterThirtySeconds() {
        var reads = new NamespaceReader(cluster.client(), clock);
        assertThat(labels(reads)).containsExactly(Map.entry(LABEL, namespace));

        cluster.kubectl("label", "namespace", namespace, "team=fraud");

        clock.advance(A_MOMENT.minusMillis(1));
        assertThat(labels(reads)).doesNotContainKey("team");
        clock.advance(Duration.ofMillis(1));
        assertThat(labels(reads)).containsEntry("team", "fraud");
    }

    @Test
    void seesThatOneIsGone() {
        assertThat(new NamespaceReader(cluster.client(), clock).get("there-is-none"))
                .isEmpty();
    }

    @Test
    void treatsAnUnreadableNamespaceAsUnlabelledUntilItIsReadable() {
        cluster.kubectl("label", "namespace", namespace, "team=fraud");
        cluster.kubectl("create", "serviceaccount", "reader", "--namespace=" + namespace);
        try (var client = cluster.client(cluster.cluster().kubeconfigFor(namespace, "reader"))) {
            var reads = new NamespaceReader(client, clock);
            assertThat(labels(reads)).containsExactly(Map.entry(LABEL, namespace));

            var place = "--namespace=" + namespace;
            cluster.kubectl("create", "role", "reader", "--verb=get", "--resource=namespaces", place);
            cluster.kubectl(
                    "create",
                    "rolebinding",
                    "reader",
                    "--role=reader",
                    "--serviceaccount=" + namespace + ":reader",
                    place);
            clock.advance(A_MOMENT);

            assertThat(labels(reads)).containsEntry("team", "fraud");
        }
    }

    private Map<String, String> labels(NamespaceReader reads) {
        return reads.get(namespace).map(Namespace::getMetadata).orElseThrow().getLabels();
    }
}
