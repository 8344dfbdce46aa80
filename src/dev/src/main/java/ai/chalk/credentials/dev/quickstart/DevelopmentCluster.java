// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.quickstart;

import ai.chalk.credentials.dev.cluster.ClusterBinaries;
import ai.chalk.credentials.dev.cluster.ClusterOptions;
import ai.chalk.credentials.dev.cluster.EmbeddedCluster;
import ai.chalk.credentials.dev.cluster.WithoutGo;
import ai.chalk.credentials.simulator.SimulatedChalk;
import io.fabric8.kubernetes.client.Config;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The environment of {@code ./mvnw quarkus:dev}: an embedded cluster and a simulated Chalk, with the credential of the
 * quick start. Both outlive reloads of the operator, which finds them through a property of the JVM, and end with the
 * JVM.
 */
@Singleton
@IfBuildProfile("dev")
class DevelopmentCluster {

    private static final Logger LOG = Logger.getLogger(DevelopmentCluster.class);
    private static final String STARTED = "chalk.development.kubeconfig";

    /**
     * Replaces the kubeconfig that Quarkus finds on the machine: unfinished code must not run against a developer's own
     * cluster.
     */
    @Produces
    @Singleton
    Config config() throws IOException {
        var started = Optional.ofNullable(System.getProperty(STARTED)).map(Path::of);
        return Config.fromKubeconfig(Files.readString(started.orElseGet(DevelopmentCluster::start)));
    }

    private static Path start() {
        var binaries = ClusterBinaries.find(WithoutGo.DOWNLOAD_BINARIES, LOG::info);
        var cluster = EmbeddedCluster.start(binaries, ClusterOptions.DEFAULT);
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "development-cluster-end"));
        QuickStartEnvironment.install(cluster);
        var chalk = QuickStartEnvironment.serve(SimulatedChalk.standard(Clock.systemUTC()));
        QuickStartEnvironment.apply(cluster, chalk, "connection.yaml");
        QuickStartEnvironment.apply(cluster, chalk, "credential.yaml");
        LOG.infof("export KUBECONFIG=%s", cluster.kubeconfig());
        LOG.infof("export PATH=%s:$PATH", binaries.folder());
        LOG.infof("simulated Chalk at %s", chalk.uri());
        var kubeconfig = cluster.kubeconfigFor("chalk-system", "chalk-credential-operator");
        System.setProperty(STARTED, kubeconfig.toString());
        return kubeconfig;
    }
}
