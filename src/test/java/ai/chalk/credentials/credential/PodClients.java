// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Plays the containers of a namespace's pods, which no runtime runs: a {@link ChalkClient} for each, from when kubelet says that
 * the container runs until kubelet says that it does not. They share threads rather than being processes. Whatever happens to
 * pods and Deployments wakes the operator, so that nobody waits for its timers.
 */
final class PodClients implements AutoCloseable {

    private static final String VOLUME = "chalk";
    private static final int THREADS = 8;
    private static final long PERIOD_MILLIS = 50;

    final Traffic traffic = new Traffic();
    private final CredentialWorld world;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
    private final Map<String, Future<?>> running = new HashMap<>();
    private final List<SharedIndexInformer<?>> informers;

    PodClients(CredentialWorld world) {
        this.world = world;
        informers = List.of(
                world.user.pods().inNamespace(world.namespace).inform(new Handler<Pod>(this::look, this::end)),
                world.user
                        .apps()
                        .deployments()
                        .inNamespace(world.namespace)
                        .inform(new Handler<Deployment>(deployment -> wake(), deployment -> wake())));
    }

    /** How many run now. */
    synchronized int count() {
        return running.size();
    }

    private synchronized void look(Pod pod) {
        var uid = pod.getMetadata().getUid();
        boolean runs = pod.getStatus().getContainerStatuses().stream()
                .anyMatch(container -> container.getState().getRunning() != null);
        if (runs && !running.containsKey(uid)) {
            running.put(uid, start(uid));
        } else if (!runs) {
            end(pod);
        }
        wake();
    }

    private Future<?> start(String uid) {
        try {
            var mount = world.cluster.cluster().secretVolume(uid, VOLUME);
            var client = ChalkClient.start(http, world.server.uri(), traffic, mount);
            return threads.scheduleAtFixedRate(() -> call(client), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            throw new IllegalStateException("A running container has no Secret", e);
        }
    }

    private void call(ChalkClient client) {
        try {
            client.call();
        } catch (IOException e) {
            traffic.count(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void end(Pod pod) {
        var client = running.remove(pod.getMetadata().getUid());
        if (client != null) {
            client.cancel(false);
        }
        wake();
    }

    private void wake() {
        world.advance(Duration.ZERO);
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
        threads.shutdownNow();
    }

    private record Handler<T>(Consumer<T> there, Consumer<T> gone) implements ResourceEventHandler<T> {

        @Override
        public void onAdd(T object) {
            there.accept(object);
        }

        @Override
        public void onUpdate(T before, T after) {
            there.accept(after);
        }

        @Override
        public void onDelete(T object, boolean unknown) {
            gone.accept(object);
        }
    }
}
