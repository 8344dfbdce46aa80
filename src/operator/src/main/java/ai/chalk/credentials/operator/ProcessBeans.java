// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import ai.chalk.credentials.connection.ClusterChalkConnectionReconciler;
import ai.chalk.credentials.reconcile.ReconcileGate;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.quarkiverse.operatorsdk.runtime.QuarkusConfigurationService;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Creates the parts of the process: leader election, health checks, and the reconcilers. */
@Singleton
class ProcessBeans {

    @Produces
    @Singleton
    ReconcileGate gate(Clock clock) {
        return new ReconcileGate(clock);
    }

    @Produces
    @Singleton
    Leadership leadership(OperatorConfig config) {
        return new Leadership(config.leaderElection(), config.namespace(), ProcessIdentity.ofThisProcess());
    }

    /** Null if there is no election, as the framework expects it. Only a bean of this scope may be null. */
    @Produces
    @Dependent
    @Nullable
    LeaderElectionConfiguration election(Leadership leadership, GracefulShutdown ending) {
        return leadership.election(ending::leadershipLost).orElse(null);
    }

    @Produces
    @Singleton
    Heartbeat heartbeat(QuarkusConfigurationService framework, ReconcileGate gate, Clock clock) {
        Executor threads = task ->
                framework.getExecutorServiceManager().reconcileExecutorService().execute(task);
        return new Heartbeat(threads, gate, clock);
    }

    /**
     * The reconcilers of the framework's own producer, without those that are switched off. The scope must have no
     * proxies: a proxy would run the constructor, which creates a second client that uses the environment's proxy
     * settings.
     */
    @Produces
    @Singleton
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
}
