// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Downloads files from the internet. A program is executed only if it has the published checksum. Therefore every
 * download requires one.
 */
final class Download {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final HttpClient client;
    private final DownloadSites sites;
    private final Consumer<String> progress;

    Download(HostMachine machine, DownloadSites sites, BinariesCache cache) {
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .proxy(new EnvironmentProxy(machine))
                .build();
        this.sites = sites;
        this.progress = cache.progress();
    }

    DownloadSites sites() {
        return sites;
    }

    void progress(String line) {
        progress.accept(line);
    }

    String text(URI source) {
        return fetch(source, BodyHandlers.ofString());
    }

    /** Downloads a file. Deletes it if it has another checksum. */
    Path file(URI source, Path target, String sha256) throws IOException {
        fetch(source, BodyHandlers.ofFile(target));
        var actual = Sha256.of(target);
        if (!actual.equals(sha256)) {
            Files.delete(target);
            throw new ClusterUnavailableException("The checksum of " + source + " is " + actual + " and not " + sha256
                    + " as published: it was truncated or modified in transit. Try again; if there is a proxy,"
                    + " check what it does.");
        }
        return target;
    }

    private <T> T fetch(URI source, BodyHandler<T> body) {
        var answer = client.sendAsync(HttpRequest.newBuilder(source).build(), body);
        try {
            return checked(source, answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            throw unreachable(source, String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            throw unreachable(source, "not complete after " + LIMIT.toMinutes() + " min", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(source, "interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static <T> T checked(URI source, HttpResponse<T> answer) {
        if (answer.statusCode() != 200) {
            throw new ClusterUnavailableException(
                    source + " answered with status " + answer.statusCode() + ". " + remedy());
        }
        return answer.body();
    }

    private static ClusterUnavailableException unreachable(URI source, String why, Exception cause) {
        return new ClusterUnavailableException(source + " cannot be downloaded (" + why + "). " + remedy(), cause);
    }

    static String remedy() {
        return "Install Go 1.24 or later and put it on the PATH, or set KUBEBUILDER_ASSETS to a folder with etcd,"
                + " kube-apiserver and kubectl, or set HTTPS_PROXY if the internet is behind a proxy.";
    }
}
