// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.CaBundleKind;
import ai.chalk.credentials.api.v1alpha1.ChalkConnection;
import ai.chalk.credentials.testing.SharedCluster;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Watches are shared, closed after use, and retried. */
@Tag("cluster")
class ReferencedObjectsTest {

    private final KubernetesClient client = SharedCluster.get().client();
    private final String namespace = SharedCluster.get().newNamespace();
    private final Queue<String> woken = new ConcurrentLinkedQueue<>();
    private final Queue<String> gone = new ConcurrentLinkedQueue<>();
    private final ReferencedObjects<ChalkConnection> references =
            new ReferencedObjects<>(new ReferencedObjects.Lifecycle<>() {
                @Override
                public void appeared(ChalkConnection connection) {}

                @Override
                public void disappeared(ChalkConnection connection) {
                    gone.add(connection.getMetadata().getName());
                }
            });

    ReferencedObjectsTest() {
        references.setEventHandler(
                event -> woken.add(event.getRelatedCustomResourceID().getName()));
        references.start();
    }

    @AfterEach
    void stop() {
        references.stop();

        assertThat(references.watched()).isEmpty();
    }

    @Test
    void triggersOnlyConnectionsThatReferToTheChangedObject() throws Exception {
        exists("one");
        exists("two");
        watch("one", object("bundle-1"));
        watch("two", object("bundle-2"));

        write(namespace, "bundle-2", "first");

        await("the wake-up of two").untilAsserted(() -> assertThat(woken).containsExactly("two"));
        write(namespace, "bundle-2", "second");
        await("the wake-up of two and two")
                .untilAsserted(() -> assertThat(woken).containsExactly("two", "two"));
    }

    @Test
    void sharesAWatchAndClosesItWithItsLastUser() throws Exception {
        exists("one");
        exists("two");
        write(namespace, "bundle", "first");
        watch("one", object("bundle"));
        watch("two", object("bundle"));
        await("the wake-up of one and two")
                .untilAsserted(() -> assertThat(woken).contains("one", "two"));

        watch("one");
        woken.clear();
        write(namespace, "bundle", "second");
        await("the wake-up of two").untilAsserted(() -> assertThat(woken).containsExactly("two"));

        watch("two", object("other"));
        assertThat(references.watched()).containsExactly(object("other"));
    }

    @Test
    void closesTheWatchesOfAConnectionThatIsGone() {
        var connection = exists("one");
        watch("one", object("bundle"), object("other"));
        assertThat(references.watched()).hasSize(2);

        references.onResourceDeleted(connection);

        assertThat(references.watched()).isEmpty();
        assertThat(gone).containsExactly("one");
        watch("one", object("bundle"));
        assertThat(references.watched())
                .as("a pass that outlives its connection")
                .isEmpty();
    }

    @Test
    void waitsForANamespaceThatDoesNotExistYet() throws Exception {
        var later = namespace + "-later";
        exists("one");
        watch("one", new ReferencedObject(CaBundleKind.CONFIG_MAP, later, "bundle"));

        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(later)
                        .endMetadata()
                        .build())
                .create();
        write(later, "bundle", "first");

        await("the wake-up of one").untilAsserted(() -> assertThat(woken).contains("one"));
    }

    private ChalkConnection exists(String name) {
        var connection = new ChalkConnection();
        connection.setMetadata(
                new ObjectMetaBuilder().withNamespace(namespace).withName(name).build());
        references.onResourceCreated(connection);
        return connection;
    }

    private void watch(String connection, ReferencedObject... objects) {
        references.watch(new ResourceID(connection, namespace), Set.copyOf(List.of(objects)), client);
    }

    private ReferencedObject object(String name) {
        return new ReferencedObject(CaBundleKind.CONFIG_MAP, namespace, name);
    }

    private void write(String place, String name, String value) {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(place)
                        .withName(name)
                        .endMetadata()
                        .withData(Map.of("value", value))
                        .build())
                .serverSideApply();
    }
}
