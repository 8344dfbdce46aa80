// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * Serves a {@link SimulatedChalk} over Chalk's real protocol, and the control endpoint under {@code /simulator/}. Every
 * call has its own thread, so that slow calls do not delay others.
 */
public final class SimulatorServer implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ExecutorService threads;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final boolean encrypted;

    private SimulatorServer(HttpServer server, SimulatedChalk chalk) {
        this.server = server;
        this.encrypted = server instanceof HttpsServer;
        this.threads = Executors.newCachedThreadPool(SimulatorServer::thread);
        var json = new SimulatorJson();
        server.setExecutor(threads);
        server.createContext("/", new ChalkEndpoint(new ChalkMessages(chalk, chalk.calls(this::pause), json), json));
        server.createContext(ControlEndpoint.PATH, new ControlEndpoint(chalk, json));
    }

    /** Serves on the loopback interface, at a free port. */
    public static SimulatorServer start(SimulatedChalk chalk) throws IOException {
        return start(chalk, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty());
    }

    /**
     * Serves at an address.
     *
     * @param tls if present, the server speaks only HTTPS
     */
    public static SimulatorServer start(SimulatedChalk chalk, InetSocketAddress address, Optional<SSLContext> tls)
            throws IOException {
        sendAtOnce();
        var server = new SimulatorServer(bind(address, tls), chalk);
        server.server.start();
        return server;
    }

    /** The URL by which a client on this machine reaches the server. */
    public URI uri() {
        var address = server.getAddress();
        var host = address.getAddress().isAnyLocalAddress()
                ? "localhost"
                : address.getAddress().getHostAddress();
        var literal = host.contains(":") ? "[" + host + "]" : host;
        return URI.create((encrypted ? "https://" : "http://") + literal + ":" + address.getPort());
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer bind(InetSocketAddress address, Optional<SSLContext> tls) throws IOException {
        if (tls.isEmpty()) {
            return HttpServer.create(address, BACKLOG);
        }
        var server = HttpsServer.create(address, BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
        return server;
    }

    /**
     * The JDK's server writes a response in two packets. Without this setting, the second one waits 40 ms for an
     * acknowledgement.
     */
    private static void sendAtOnce() {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "chalk-simulator");
        thread.setDaemon(true);
        return thread;
    }

    private void pause(Duration duration) {
        try {
            boolean over = closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
            if (over) {
                throw new DisruptedException(new Fault.Disruption(Fault.Kind.CUT, 0, false));
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
