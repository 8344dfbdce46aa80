// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import ai.chalk.credentials.reconcile.ReconcileGate;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Readiness: there is a leader, either this process or another one for which it stands by. The framework's own check
 * reports whether the caches are filled.
 */
@Readiness
@Singleton
class LeaderCheck implements HealthCheck {

    private final Leadership leadership;
    private final ReconcileGate passes;

    LeaderCheck(Leadership leadership, ReconcileGate passes) {
        this.leadership = leadership;
        this.passes = passes;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("leader")
                .status(leadership.isKnown() && !passes.isClosed())
                .withData("leading", leadership.isLeading())
                .build();
    }
}
