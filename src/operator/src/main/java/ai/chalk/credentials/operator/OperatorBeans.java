// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import ai.chalk.credentials.chalk.ChalkConnector;
import ai.chalk.credentials.chalk.connect.CachedInventory;
import ai.chalk.credentials.chalk.connect.ConnectChalkConnector;
import ai.chalk.credentials.connection.ConnectionSettings;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.connection.InventoryFindings;
import ai.chalk.credentials.connection.InventoryOpener;
import ai.chalk.credentials.credential.CredentialSettings;
import ai.chalk.credentials.credential.EventRecorder;
import ai.chalk.credentials.credential.Passes;
import ai.chalk.credentials.decision.OperatorLimits;
import ai.chalk.credentials.kubernetes.LenientJson;
import ai.chalk.credentials.revocation.OrphanMonitor;
import ai.chalk.credentials.revocation.OrphanSettings;
import ai.chalk.credentials.revocation.TokenHolders;
import ai.chalk.credentials.schedule.Durations;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.InformerStoppedHandler;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.client.CollectorRegistry;
import io.quarkus.arc.DefaultBean;
import io.quarkus.arc.Unremovable;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import io.quarkus.kubernetes.client.KubernetesConfigCustomizer;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Puts the parts together. */
@Singleton
class OperatorBeans implements KubernetesClientObjectMapperCustomizer, KubernetesConfigCustomizer {

    private static final Logger LOG = Logger.getLogger(OperatorBeans.class);

    @Override
    public void customize(ObjectMapper mapper) {
        LenientJson.configure(mapper);
    }

    /**
     * The API server is called directly. The client would take the proxy that is meant for Chalk, which stands before a cluster's
     * own addresses, and would not start with a NO_PROXY that it cannot read.
     */
    @Override
    public void customize(Config config) {
        config.setHttpProxy(null);
        config.setHttpsProxy(null);
        config.setNoProxy(null);
    }

    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** The framework's own is made anew for each who asks for it: what is registered there is on no page. */
    @Produces
    @Singleton
    CollectorRegistry collectors() {
        return new CollectorRegistry(true);
    }

    /** The framework's own is asked for before it has a registry, and then measures nothing. */
    @Produces
    @Singleton
    Metrics passes(MeterRegistry registry) {
        return MicrometerMetricsV2.newBuilder(registry).build();
    }

    @Produces
    @Singleton
    ChalkConnector connector(Clock clock, CallMetrics calls) {
        return new ConnectChalkConnector(System.getenv(), clock, calls);
    }

    @Produces
    @Singleton
    InventoryOpener inventories(Clock clock) {
        return chalk -> new CachedInventory(chalk, clock);
    }

    @Produces
    @Singleton
    ConnectionSettings connectionSettings(OperatorConfig config) {
        return new ConnectionSettings(
                config.allowedApiServers(),
                config.clusterConnections(),
                duration("inventory-interval", config.inventoryInterval()));
    }

    @Produces
    @Singleton
    Installation installation(OperatorConfig config, KubernetesClient client) {
        return new Installation(client, config.namespace(), config.installationId());
    }

    @Produces
    @Singleton
    CredentialSettings credentialSettings(OperatorConfig config, Installation installation) {
        return new CredentialSettings(
                config.namespace(), config.watchNamespaces().isEmpty(), installation, limits(config));
    }

    @Produces
    @Singleton
    OrphanSettings orphanSettings(OperatorConfig config, Installation installation) {
        return new OrphanSettings(
                config.orphans() == OperatorConfig.Orphans.REAP,
                duration("quarantine", config.quarantine()),
                config.namespace(),
                installation,
                installation);
    }

    @Produces
    @Singleton
    TokenHolders holders(OrphanSettings settings, Passes passes, KubernetesClient client) {
        return new TokenHolders(settings, passes.sources(), client);
    }

    /** Made at the start, as nobody but the connections ever calls it. */
    @Produces
    @Singleton
    @Startup
    OrphanMonitor orphans(
            OrphanSettings settings,
            Connections connections,
            InventoryFindings findings,
            TokenHolders holders,
            EventRecorder announcer,
            Clock clock) {
        var orphans = new OrphanMonitor(settings, connections, findings, holders, announcer, clock);
        orphans.begin();
        return orphans;
    }

    private static OperatorLimits limits(OperatorConfig config) {
        if (config.issueLimit() < 1) {
            throw new IllegalArgumentException("chalk.operator.issue-limit is " + config.issueLimit() + ": at least 1");
        }
        return new OperatorLimits(
                duration("minimum-interval", config.minimumInterval()),
                config.issueLimit(),
                duration("revocation-handover", config.revocationHandover()));
    }

    private static Duration duration(String setting, String text) {
        return Durations.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "chalk.operator." + setting + " is \"" + text + "\": write a duration such as 15m or 1h30m"));
    }

    @Produces
    @Singleton
    EventRecorder events(KubernetesClient client, IssueMetrics issues) {
        return new KubernetesEventRecorder(new EventPublisher(client, ProcessIdentity.ofThisProcess()), issues);
    }

    /** An informer that has died would leave a process that looks alive and sees nothing: let it be restarted. */
    @Produces
    @Singleton
    @Unremovable
    InformerStoppedHandler informerStopped() {
        return (informer, failure) -> {
            if (failure != null && informer.hasSynced()) {
                LOG.errorf(
                        failure,
                        "the watch of %s has ended for good, so this process ends, to be started anew",
                        informer.getApiTypeClass().getSimpleName());
                Quarkus.asyncExit(1);
            }
        };
    }
}
