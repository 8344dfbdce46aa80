// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ServerSocketFactory;

/** A server on a plain socket, so that it can also send invalid responses. */
final class StubServer implements AutoCloseable {

    /** A request; its target is absolute if the server stands for a proxy. */
    record Received(String method, String target, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** Responds to a request on its connection. */
    interface Script {
        void play(Received request, Socket connection) throws IOException;
    }

    private final ServerSocket listener;
    private final String scheme;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private StubServer(ServerSocketFactory sockets, String scheme) throws IOException {
        this.listener = sockets.createServerSocket(0, 100, InetAddress.getLoopbackAddress());
        this.scheme = scheme;
        start(this::accept);
    }

    static StubServer plain() throws IOException {
        return new StubServer(ServerSocketFactory.getDefault(), "http");
    }

    static StubServer secure(TestCertificate certificate) throws IOException {
        return new StubServer(certificate.serverContext().getServerSocketFactory(), "https");
    }

    /** Plays the script for each request whose target has that suffix. */
    StubServer on(String ending, Script script) {
        scripts.put(ending, script);
        return this;
    }

    URI uri() {
        return URI.create(scheme + "://127.0.0.1:" + port());
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections.size();
    }

    List<Received> received(String ending) {
        return received.stream()
                .filter(request -> request.target().endsWith(ending))
                .toList();
    }

    /** A script that never answers. */
    Script hang() {
        return (request, connection) -> {
            try {
                closed.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        };
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (var connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var connection = listener.accept();
                connections.add(connection);
                start(() -> serve(connection));
            } catch (SocketException closedMeanwhile) {
                return;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new BufferedInputStream(connection.getInputStream());
            for (var line = line(in); !line.isEmpty(); line = connection.isClosed() ? "" : line(in)) {
                var request = read(line, in);
                received.add(request);
                script(request.target()).play(request, connection);
            }
        } catch (IOException clientHungUp) {
            // The tests check the client, not this server.
        }
    }

    private Script script(String target) {
        return scripts.entrySet().stream()
                .filter(entry -> target.endsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No script for " + target));
    }

    private static Received read(String requestLine, InputStream in) throws IOException {
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            if (colon < 0) {
                throw new IOException("Not a request");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        var words = requestLine.split(" ", -1);
        return new Received(words[0], words[1], headers, body);
    }

    static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "stub");
        thread.setDaemon(true);
        thread.start();
    }
}
