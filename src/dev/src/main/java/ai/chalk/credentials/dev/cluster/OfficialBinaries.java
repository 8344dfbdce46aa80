// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import static ai.chalk.credentials.dev.cluster.ClusterBinaries.ETCD_VERSION;
import static ai.chalk.credentials.dev.cluster.ClusterBinaries.KUBERNETES_VERSION;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The server programs that Kubernetes and etcd publish, in the same versions as those that are built. For Linux only.
 */
record OfficialBinaries(HostMachine machine, Download download) {
    private static final List<String> PROGRAMS =
            List.of("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl");

    /** Fills a folder with the programs. */
    void into(Path folder) throws IOException {
        download.progress("There is no Go toolchain on this machine: downloading the official programs of Kubernetes "
                + KUBERNETES_VERSION + ", about 300 MB, once.");
        for (var program : PROGRAMS) {
            fetchProgram(program, folder);
        }
        fetchEtcd(folder);
    }

    private void fetchProgram(String program, Path folder) throws IOException {
        var path = "v%s/bin/linux/%s/%s".formatted(KUBERNETES_VERSION, machine.arch(), program);
        var source = download.sites().kubernetes().resolve(path);
        var sum = download.text(source.resolve(program + ".sha256")).strip();
        download.progress("  " + program);
        makeExecutable(download.file(source, folder.resolve(program), sum));
    }

    private void fetchEtcd(Path folder) throws IOException {
        var name = "etcd-v%s-linux-%s".formatted(ETCD_VERSION, machine.arch());
        var archive = name + ".tar.gz";
        var release = download.sites().etcd().resolve("v" + ETCD_VERSION + "/");
        var sum = sumOf(archive, download.text(release.resolve("SHA256SUMS")));
        download.progress("  etcd");
        Archive.unpack(download.file(release.resolve(archive), folder.resolve(archive), sum), folder);
        Files.move(folder.resolve(name).resolve("etcd"), folder.resolve("etcd"));
        BinariesCache.deleteAll(folder.resolve(name));
        makeExecutable(folder.resolve("etcd"));
    }

    private static String sumOf(String file, String sums) {
        var line = Pattern.compile("(?m)^([0-9a-f]{64})\\s+\\*?" + Pattern.quote(file) + "$")
                .matcher(sums);
        if (!line.find()) {
            throw new ClusterUnavailableException(
                    "The release of etcd has no checksum of " + file + ". " + Download.remedy());
        }
        return line.group(1);
    }

    private static void makeExecutable(Path program) throws IOException {
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made executable");
        }
    }
}
