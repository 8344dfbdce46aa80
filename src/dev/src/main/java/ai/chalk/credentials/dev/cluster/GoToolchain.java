// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Go compiler that builds the cluster and the programs for tests.
 *
 * @param go the program
 */
record GoToolchain(Path go) {
    /**
     * The version to download if there is none. Pinned, so that a later Go cannot break the build of an earlier
     * Kubernetes.
     */
    static final String VERSION = "1.26.8";

    /** The user's toolchain: on the PATH, otherwise in GOROOT. */
    static Optional<GoToolchain> installedOn(HostMachine machine) {
        var program = machine.os().equals("windows") ? "go.exe" : "go";
        var goroot = machine.variable("GOROOT").stream().map(root -> Path.of(root, "bin"));
        return machine.program(program, goroot).map(GoToolchain::new);
    }

    /** The official archive, unpacked in the cache. */
    static GoToolchain fetched(HostMachine machine, DownloadSites sites, BinariesCache cache) {
        var name = "go" + VERSION + "." + machine.os() + "-" + machine.arch();
        var folder = cache.obtain(name, target -> fetch(name + ".tar.gz", new Download(machine, sites, cache), target));
        return new GoToolchain(folder.resolve("go/bin/go"));
    }

    private static void fetch(String archive, Download download, Path folder) throws IOException {
        download.progress("There is no Go toolchain on this machine: downloading " + archive + ", about 60 MB.");
        var index = download.text(download.sites().go().resolve("?mode=json&include=all"));
        var file =
                download.file(download.sites().go().resolve(archive), folder.resolve(archive), sha256(index, archive));
        Archive.unpack(file, folder);
    }

    /** Reads one value of a large index. The JDK has no JSON parser, and one value does not justify another. */
    private static String sha256(String index, String archive) {
        var file = Pattern.compile(
                        "\"filename\":\\s*\"" + Pattern.quote(archive) + "\"[^}]*\"sha256\":\\s*\"([0-9a-f]{64})\"")
                .matcher(index);
        if (!file.find()) {
            throw new ClusterUnavailableException("The index of Go releases does not list " + archive
                    + ": install Go 1.24 or later and put it on the PATH.");
        }
        return file.group(1);
    }
}
