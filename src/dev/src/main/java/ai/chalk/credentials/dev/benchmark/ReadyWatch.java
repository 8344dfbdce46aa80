// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.benchmark;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.ConditionType;
import ai.chalk.credentials.check.ClusterClients;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Observes when each credential of a namespace becomes Ready, as a user with {@code kubectl get --watch} would. */
final class ReadyWatch implements Watcher<ChalkServiceCredential>, AutoCloseable {

    private final Map<String, Long> readyAt = new ConcurrentHashMap<>();
    private final CountDownLatch missing;
    private final KubernetesClient client;
    private final Watch watch;
    private volatile boolean ended;

    // The watch starts last, after all fields that it uses are set.
    @SuppressWarnings("this-escape")
    private ReadyWatch(KubernetesClient client, String namespace, int count) {
        this.missing = new CountDownLatch(count);
        this.client = client;
        this.watch = client.resources(ChalkServiceCredential.class)
                .inNamespace(namespace)
                .watch(this);
    }

    static ReadyWatch start(Path kubeconfig, String namespace, int count) {
        return new ReadyWatch(ClusterClients.of(kubeconfig), namespace, count);
    }

    /** Waits until all are Ready or the watch has ended, and returns whether they are. */
    boolean await(Duration limit) throws InterruptedException {
        return missing.await(limit.toMillis(), TimeUnit.MILLISECONDS) && !ended;
    }

    int readyCount() {
        return readyAt.size();
    }

    /** When the first credential became Ready, by {@link System#nanoTime}. */
    long first() {
        return Collections.min(readyAt.values());
    }

    long last() {
        return Collections.max(readyAt.values());
    }

    @Override
    public void eventReceived(Action action, ChalkServiceCredential credential) {
        if (isReady(credential) && readyAt.putIfAbsent(credential.getMetadata().getName(), System.nanoTime()) == null) {
            missing.countDown();
        }
    }

    private static boolean isReady(ChalkServiceCredential credential) {
        var status = credential.getStatus();
        return status != null
                && status.conditions().stream()
                        .anyMatch(condition -> condition.type().equals(ConditionType.READY)
                                && condition.status() == ConditionStatus.TRUE);
    }

    @Override
    public void onClose(WatcherException cause) {
        ended = true;
        while (missing.getCount() > 0) {
            missing.countDown();
        }
    }

    @Override
    public void close() {
        watch.close();
        client.close();
    }
}
