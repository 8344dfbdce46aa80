// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy for tunnels that connects every host to one local port. */
final class StubProxy implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final String answer;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    /** Answers CONNECT with that status line, and opens the tunnel if it is 200. */
    StubProxy(int target, String answer) throws IOException {
        this.target = target;
        this.answer = answer;
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The requests, with their headers. */
    List<String> heads() {
        return heads;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                start(() -> tunnel(client));
            } catch (SocketException closedMeanwhile) {
                return;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private void tunnel(Socket client) {
        try (client;
                var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            var head = new StringBuilder();
            for (var line = StubServer.line(client.getInputStream());
                    !line.isEmpty();
                    line = StubServer.line(client.getInputStream())) {
                head.append(line).append('\n');
            }
            heads.add(head.toString());
            client.getOutputStream().write((answer + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            if (answer.contains(" 200 ")) {
                start(() -> copy(client, server));
                pump(server.getInputStream(), client.getOutputStream());
            }
        } catch (IOException hungUp) {
            // One side has closed the connection.
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            pump(from.getInputStream(), to.getOutputStream());
        } catch (IOException hungUp) {
            // One side has closed the connection.
        }
    }

    private static void pump(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            out.flush();
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
