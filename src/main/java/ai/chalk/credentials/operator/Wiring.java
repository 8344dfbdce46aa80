// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import ai.chalk.credentials.chalk.ChalkConnector;
import ai.chalk.credentials.chalk.connect.CachedInventory;
import ai.chalk.credentials.chalk.connect.ConnectChalkConnector;
import ai.chalk.credentials.connection.ClusterChalkConnectionReconciler;
import ai.chalk.credentials.connection.ConnectionSettings;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.connection.InventoryFindings;
import ai.chalk.credentials.connection.InventoryOpener;
import ai.chalk.credentials.credential.Announcer;
import ai.chalk.credentials.credential.Passes;
import ai.chalk.credentials.credential.Settings;
import ai.chalk.credentials.credential.decision.Limits;
import ai.chalk.credentials.kubernetes.EventPublisher;
import ai.chalk.credentials.kubernetes.LenientJson;
import ai.chalk.credentials.kubernetes.PassGate;
import ai.chalk.credentials.revocation.OrphanSettings;
import ai.chalk.credentials.revocation.OrphanWatch;
import ai.chalk.credentials.schedule.Durations;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.InformerStoppedHandler;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.quarkiverse.operatorsdk.runtime.QuarkusConfigurationService;
import io.quarkus.arc.DefaultBean;
import io.quarkus.arc.Unremovable;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Puts the parts together. */
@Singleton
class Wiring implements KubernetesClientObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        LenientJson.configure(mapper);
    }

    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    PassGate gate(Clock clock) {
        return new PassGate(clock);
    }

    @Produces
    @Singleton
    Leadership leadership(OperatorConfig config) {
        return new Leadership(config.leaderElection(), config.namespace(), identity());
    }

    /** Null where there is no election, as the framework asks for it; only a bean of this scope may be null. */
    @Produces
    @Dependent
    @Nullable
    LeaderElectionConfiguration election(Leadership leadership, Ending ending) {
        return leadership.election(ending::leadershipLost).orElse(null);
    }

    @Produces
    @Singleton
    Heartbeat heartbeat(QuarkusConfigurationService framework, PassGate gate, Clock clock) {
        Executor threads = task ->
                framework.getExecutorServiceManager().reconcileExecutorService().execute(task);
        return new Heartbeat(threads, gate, clock);
    }

    /** Those of the framework's own producer, without what is switched off. */
    @Produces
    @ApplicationScoped
    Operator operator(
            QuarkusConfigurationService framework,
            Instance<Reconciler<? extends HasMetadata>> reconcilers,
            OperatorConfig config) {
        var operator = new Operator(framework);
        reconcilers.stream()
                .filter(reconciler ->
                        config.clusterConnections() || !(reconciler instanceof ClusterChalkConnectionReconciler))
                .forEach(operator::register);
        return operator;
    }

    /** The name of the Pod, and something else where there is none. */
    private static String identity() {
        return Optional.ofNullable(System.getenv("HOSTNAME"))
                .filter(name -> !name.isBlank())
                .orElseGet(() -> "process-" + ProcessHandle.current().pid());
    }

    @Produces
    @Singleton
    ChalkConnector connector(Clock clock) {
        return new ConnectChalkConnector(System.getenv(), clock);
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
    Settings credentialSettings(OperatorConfig config, Installation installation) {
        return new Settings(config.namespace(), config.watchNamespaces().isEmpty(), installation, limits(config));
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

    /** Made at the start, as nobody but the connections ever calls it. */
    @Produces
    @Singleton
    @Startup
    OrphanWatch orphans(
            OrphanSettings settings,
            Connections connections,
            InventoryFindings findings,
            Passes passes,
            KubernetesClient client,
            Announcer announcer,
            Clock clock) {
        var orphans = new OrphanWatch(settings, connections, findings, passes.sources(), client, announcer, clock);
        orphans.begin();
        return orphans;
    }

    private static Limits limits(OperatorConfig config) {
        if (config.issueLimit() < 1) {
            throw new IllegalArgumentException("chalk.operator.issue-limit is " + config.issueLimit() + ": at least 1");
        }
        return new Limits(
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
    Announcer events(KubernetesClient client) {
        return new EventPublisher(client, identity())::publish;
    }

    /** An informer that has died would leave a process that looks alive and sees nothing: let it be restarted. */
    @Produces
    @Singleton
    @Unremovable
    InformerStoppedHandler informerStopped() {
        return (informer, failure) -> {
            if (failure != null && informer.hasSynced()) {
                Quarkus.asyncExit(1);
            }
        };
    }
}
