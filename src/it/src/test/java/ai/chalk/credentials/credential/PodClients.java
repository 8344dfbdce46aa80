// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plays the containers of a namespace's pods, which no runtime runs: each is a process with {@link ChalkClient}. It
 * starts when the kubelet reports that the container runs. The container's {@link #preStop() preStop hook} ends it, and
 * the kubelet waits for the hook, so the process is gone before the container is reported as stopped. Changes of pods
 * and Deployments trigger the operator, so that the test need not wait for timers.
 */
final class PodClients implements AutoCloseable {

    private static final String VOLUME = "chalk";
    private static final int OK = 200;
    private static final int NO_BODY = -1;
    private static final String CLASS_PATH = Stream.of(
                    ChalkClient.class, ObjectMapper.class, JsonFactory.class, JsonProperty.class)
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
            .map(location -> Path.of(URI.create(location.toString())).toString())
            .collect(Collectors.joining(File.pathSeparator));

    final CallTally traffic = new CallTally();
    private final CredentialWorld world;
    private final Map<String, Container> containers = new HashMap<>();
    private final HttpServer hooks;
    private final List<SharedIndexInformer<?>> informers;

    PodClients(CredentialWorld world) throws IOException {
        this.world = world;
        hooks = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hooks.createContext("/", this::end);
        hooks.start();
        informers = List.of(
                world.user.pods().inNamespace(world.namespace).inform(new Handler<Pod>(this::look, gone -> wake())),
                world.user
                        .apps()
                        .deployments()
                        .inNamespace(world.namespace)
                        .inform(new Handler<Deployment>(deployment -> wake(), deployment -> wake())));
    }

    /** The hook that each container must have. */
    String preStop() {
        var address = hooks.getAddress();
        return "{httpGet: {host: %s, port: %d}}".formatted(address.getAddress().getHostAddress(), address.getPort());
    }

    /** Whether that many processes run now, and each of them has called Chalk. */
    synchronized boolean areCalling(int count) {
        var running = containers.values().stream()
                .filter(container -> !container.isEnded())
                .toList();
        return running.size() == count && running.stream().allMatch(Container::hasCalled);
    }

    private synchronized void look(Pod pod) {
        boolean runs = pod.getStatus().getContainerStatuses().stream()
                .anyMatch(container -> container.getState().getRunning() != null);
        if (runs) {
            containers.computeIfAbsent(pod.getMetadata().getUid(), this::start);
        }
        wake();
    }

    private Container start(String uid) {
        var mount = world.cluster.cluster().secretVolume(uid, VOLUME);
        var command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx32m",
                        "-cp",
                        CLASS_PATH,
                        ChalkClient.class.getName(),
                        world.server.uri().toString(),
                        mount.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            var container = new Container(command.start());
            new Thread(() -> container.listen(traffic), "container-of-" + uid).start();
            return container;
        } catch (IOException e) {
            throw new UncheckedIOException("A container's process cannot be started", e);
        }
    }

    /** The kubelet does not say whose hook it calls. All processes whose pods are being deleted must end. */
    private void end(HttpExchange hook) throws IOException {
        var ending = world.user.pods().inNamespace(world.namespace).list().getItems().stream()
                .map(Pod::getMetadata)
                .filter(pod -> pod.getDeletionTimestamp() != null)
                .map(ObjectMeta::getUid)
                .toList();
        started(ending).forEach(Container::end);
        hook.sendResponseHeaders(OK, NO_BODY);
        hook.close();
    }

    private synchronized List<Container> started(List<String> uids) {
        return uids.stream()
                .flatMap(uid -> Stream.ofNullable(containers.get(uid)))
                .toList();
    }

    private void wake() {
        world.advance(Duration.ZERO);
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
        hooks.stop(0);
        everyone().forEach(Container::end);
    }

    private synchronized List<Container> everyone() {
        return List.copyOf(containers.values());
    }

    /** A process, and the results of its calls. */
    private static final class Container {

        private final Process process;
        private volatile boolean called;
        private volatile boolean ended;

        Container(Process process) {
            this.process = process;
        }

        boolean hasCalled() {
            return called;
        }

        boolean isEnded() {
            return ended;
        }

        /** Returns when the process is gone. */
        void end() {
            ended = true;
            process.destroy();
            process.onExit().join();
        }

        /** Reads until the process is gone. An unexpected end counts as a rejected call. */
        void listen(CallTally traffic) {
            try (var said = process.getInputStream()) {
                for (int letter = said.read(); letter != -1; letter = said.read()) {
                    traffic.count(letter == ChalkClient.ACCEPTED);
                    called = true;
                }
            } catch (IOException e) {
                // The test closes its pipe when it ends the process.
            }
            if (!ended) {
                traffic.count(false);
            }
        }
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
