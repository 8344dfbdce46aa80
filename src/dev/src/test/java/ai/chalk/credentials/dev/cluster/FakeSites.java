// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The sites that publish programs, as one server on this machine. */
final class FakeSites implements AutoCloseable {
    final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final HttpServer server;

    FakeSites() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        requests.add(path);
        var content = files.get(path);
        try (exchange) {
            exchange.sendResponseHeaders(content == null ? 404 : 200, content == null ? -1 : content.length);
            if (content != null) {
                exchange.getResponseBody().write(content);
            }
        }
    }

    DownloadSites sites() {
        var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return new DownloadSites(base.resolve("kubernetes/"), base.resolve("etcd/"), base.resolve("go/"));
    }

    FakeSites publish(String path, String content) {
        return publish(path, content.getBytes(StandardCharsets.UTF_8));
    }

    FakeSites publish(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    /** Publishes all programs of a cluster, as Kubernetes and etcd do. */
    FakeSites publishPrograms(Path work) throws IOException {
        for (var program : List.of("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl")) {
            var path = "/kubernetes/v" + ClusterBinaries.KUBERNETES_VERSION + "/bin/linux/amd64/" + program;
            publish(path, "#!/bin/sh\n").publish(path + ".sha256", sha256("#!/bin/sh\n"));
        }
        var name = "etcd-v" + ClusterBinaries.ETCD_VERSION + "-linux-amd64";
        var release = "/etcd/v" + ClusterBinaries.ETCD_VERSION + "/";
        var archive = archive(work, name + "/etcd", "#!/bin/sh\n");
        publish(release + name + ".tar.gz", archive);
        return publish(
                release + "SHA256SUMS",
                "0".repeat(64) + "  other.tar.gz\n" + sha256(archive) + "  " + name + ".tar.gz\n");
    }

    /** Publishes a Go toolchain with an index, as the Go project does. */
    FakeSites publishGo(Path work, String script) throws IOException {
        var name = "go" + GoToolchain.VERSION + ".linux-amd64.tar.gz";
        var archive = archive(work, "go/bin/go", script);
        publish("/go/" + name, archive);
        return publish(
                "/go/",
                """
                [{"version": "go1", "files": [
                  {"filename": "other.tar.gz", "os": "linux", "sha256": "%s", "kind": "archive"},
                  {"filename": "%s", "os": "linux", "arch": "amd64", "sha256": "%s", "size": 1, "kind": "archive"}
                ]}]
                """
                        .formatted("0".repeat(64), name, sha256(archive)));
    }

    static String sha256(String content) {
        return sha256(content.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] content) {
        var digest = Sha256.digest();
        digest.update(content);
        return Sha256.hex(digest);
    }

    private static byte[] archive(Path work, String program, String script) throws IOException {
        var file = work.resolve("archive.tar.gz");
        FakeMachine.program(work.resolve(program), script);
        ExternalCommand.of("tar", "-czf", file.toString(), "-C", work.toString(), program)
                .run();
        return Files.readAllBytes(file);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
