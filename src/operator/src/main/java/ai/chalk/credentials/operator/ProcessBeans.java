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

/** The parts that make a process of it: who leads, whether it lives, which reconcilers it runs. */
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

    /** Null where there is no election, as the framework asks for it; only a bean of this scope may be null. */
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
     * Those of the framework's own producer, without what is switched off. In a scope without proxies: one would run the
     * constructor, which makes a client beside ours, with what the environment says of proxies.
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
