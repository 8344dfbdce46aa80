// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesSearchTest {
    /** No server listens there. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/");

    private static final DownloadSites OFFLINE = new DownloadSites(NOWHERE, NOWHERE, NOWHERE);

    private FakeMachine machine;
    private Path work;

    @BeforeEach
    void describeMachine(@TempDir Path folder) throws IOException {
        machine = new FakeMachine(folder);
        work = folder.resolve("work");
    }

    @Test
    void takesTheFolderThatTheUserNamed() throws IOException {
        var named = machine.folderWith("etcd", "kube-apiserver", "kubectl");
        machine.withGo(FakeMachine.GO).with("KUBEBUILDER_ASSETS", named.toString());

        var found = machine.find(WithoutGo.FETCH_GO, OFFLINE);

        assertThat(found.folder()).isEqualTo(named);
        assertThat(found.controllerManager()).isEmpty();
        assertThat(found.hollowNode()).isEmpty();
    }

    @Test
    void refusesANamedFolderThatIsIncompleteInsteadOfLookingElsewhere() throws IOException {
        var named = machine.folderWith("etcd", "kubectl");
        machine.withGo(FakeMachine.GO).with("KUBEBUILDER_ASSETS", named.toString());

        assertThatThrownBy(() -> machine.find(WithoutGo.FETCH_GO, OFFLINE))
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessageContaining("no program 'kube-apiserver' in " + named);
    }

    @Test
    void buildsOnceWithTheInstalledGo() throws IOException {
        machine.withGo(FakeMachine.GO);

        var built = machine.find(WithoutGo.DOWNLOAD_BINARIES, OFFLINE);
        var again = machine.find(WithoutGo.DOWNLOAD_BINARIES, OFFLINE);

        assertThat(built.folder()).isEqualTo(again.folder()).hasParent(machine.cache());
        assertThat(built.hollowNode()).isPresent();
        assertThat(machine.builds()).isEqualTo(1);
        assertThat(machine.progress)
                .first()
                .asString()
                .contains("Building a Kubernetes " + ClusterBinaries.KUBERNETES_VERSION, "about 5 minutes");
        assertThat(machine.progress).last().asString().contains("2 packages compiled");
    }

    @Test
    void honoursTheCacheFolderThatTheUserChose(@TempDir Path chosen) throws IOException {
        machine.withGo(FakeMachine.GO).with("XDG_CACHE_HOME", chosen.toString());

        assertThat(machine.find(WithoutGo.FETCH_GO, OFFLINE).folder())
                .hasParent(chosen.resolve("chalk-credential-operator"));
    }

    @Test
    void findsGoInGoroot(@TempDir Path goroot) throws IOException {
        FakeMachine.program(goroot.resolve("bin/go"), FakeMachine.GO);
        machine.with("GOROOT", goroot.toString());

        assertThat(machine.find(WithoutGo.FETCH_GO, OFFLINE).folder()).exists();
    }

    @Test
    void buildsAgainWhenASourceChanged() throws IOException {
        machine.withGo(FakeMachine.GO);
        var before = machine.find(WithoutGo.FETCH_GO, OFFLINE);

        Files.writeString(machine.source().resolve("main.go"), "package main // changed");

        assertThat(machine.find(WithoutGo.FETCH_GO, OFFLINE)).isNotEqualTo(before);
        assertThat(machine.builds()).isEqualTo(2);
    }

    @Test
    void showsTheOutputOfGoAndKeepsNothingAfterAFailedBuild() throws IOException {
        machine.withGo("#!/bin/sh\necho 'main.go:1: no such module'; exit 1\n");

        assertThatThrownBy(() -> machine.find(WithoutGo.FETCH_GO, OFFLINE))
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessageContaining("main.go:1: no such module")
                .hasMessageContaining("GOPROXY");
        assertThat(machine.cached()).isEmpty();
    }

    @Test
    void downloadsOfficialProgramsOnceForTheQuickStart() throws IOException {
        try (var sites = new FakeSites().publishPrograms(work)) {
            var downloaded = machine.find(WithoutGo.DOWNLOAD_BINARIES, sites.sites());
            var requests = sites.requests.size();
            var again = machine.find(WithoutGo.DOWNLOAD_BINARIES, sites.sites());

            assertThat(downloaded.controllerManager()).isPresent();
            assertThat(downloaded.scheduler()).isPresent();
            assertThat(downloaded.folder()).isEqualTo(again.folder()).isDirectoryContaining("glob:**/etcd");
            assertThat(sites.requests).hasSize(requests);
        }
    }

    @Test
    void refusesAProgramWithAnotherChecksum() throws IOException {
        try (var sites = new FakeSites().publishPrograms(work)) {
            sites.publish(
                    "/kubernetes/v" + ClusterBinaries.KUBERNETES_VERSION + "/bin/linux/amd64/kubectl",
                    "something else");

            assertThatThrownBy(() -> machine.find(WithoutGo.DOWNLOAD_BINARIES, sites.sites()))
                    .isInstanceOf(ClusterUnavailableException.class)
                    .hasMessageContaining("checksum of " + sites.sites().kubernetes())
                    .hasMessageContaining(FakeSites.sha256("#!/bin/sh\n"));
            assertThat(machine.cached()).isEmpty();
        }
    }

    @Test
    void refusesAnEtcdThatItsReleaseDoesNotList() throws IOException {
        try (var sites = new FakeSites().publishPrograms(work)) {
            sites.publish("/etcd/v" + ClusterBinaries.ETCD_VERSION + "/SHA256SUMS", "");

            assertThatThrownBy(() -> machine.find(WithoutGo.DOWNLOAD_BINARIES, sites.sites()))
                    .isInstanceOf(ClusterUnavailableException.class)
                    .hasMessageContaining("no checksum of etcd-v" + ClusterBinaries.ETCD_VERSION);
            assertThat(machine.cached()).isEmpty();
        }
    }

    @Test
    void fetchesGoForTests() throws IOException {
        try (var sites = new FakeSites().publishGo(work, FakeMachine.GO).publishPrograms(work)) {
            var built = machine.find(WithoutGo.FETCH_GO, sites.sites());

            assertThat(built.hollowNode()).isPresent();
            assertThat(machine.cached()).hasSize(2).anyMatch(name -> name.startsWith("go" + GoToolchain.VERSION));
        }
    }

    @Test
    void fetchesGoForTheQuickStartWhereKubernetesPublishesNoServers() throws IOException {
        try (var sites = new FakeSites()) {
            var search = new BinariesSearch(machine.machine("darwin"), sites.sites(), machine.progress::add);

            assertThatThrownBy(() -> search.find(WithoutGo.DOWNLOAD_BINARIES))
                    .hasMessageContaining(sites.sites().go().toString());
        }
    }

    @Test
    void refusesAGoThatTheIndexDoesNotList() throws IOException {
        try (var sites = new FakeSites().publishGo(work, FakeMachine.GO).publish("/go/", "[]")) {
            assertThatThrownBy(() -> machine.find(WithoutGo.FETCH_GO, sites.sites()))
                    .hasMessageContaining("does not list go" + GoToolchain.VERSION);
        }
    }

    @Test
    void sendsAWindowsUserToWsl() {
        var search = new BinariesSearch(machine.machine("windows"), OFFLINE, machine.progress::add);

        assertThatThrownBy(() -> search.find(WithoutGo.FETCH_GO)).hasMessageContaining("WSL");
    }

    @Test
    void downloadsTheVersionsThatAreBuilt() {
        assertThat(Path.of("src/dev/cluster/go.mod"))
                .content()
                .contains("\tk8s.io/kubernetes v" + ClusterBinaries.KUBERNETES_VERSION + "\n")
                .contains("\tgo.etcd.io/etcd/server/v3 v" + ClusterBinaries.ETCD_VERSION + "\n");
    }

    @Test
    void saysWhatToDoWithoutGoAndWithoutInternet() throws IOException {
        for (var withoutGo : WithoutGo.values()) {
            assertThatThrownBy(() -> machine.find(withoutGo, OFFLINE))
                    .isInstanceOf(ClusterUnavailableException.class)
                    .hasMessageContaining("Install Go")
                    .hasMessageContaining("KUBEBUILDER_ASSETS")
                    .hasMessageContaining("HTTPS_PROXY");
        }
        assertThat(machine.cached()).isEmpty();
    }
}
