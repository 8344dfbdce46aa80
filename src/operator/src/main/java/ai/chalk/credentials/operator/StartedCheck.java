// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import io.javaoperatorsdk.operator.Operator;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/**
 * Startup: the caches are filled, and the election, if there is one, has begun. HTTP is served long before that, and
 * liveness does not cover a process that is still starting: without this check, a start that hangs would hang forever.
 */
@Startup
@Singleton
class StartedCheck implements HealthCheck {

    private final Operator operator;

    StartedCheck(Operator operator) {
        this.operator = operator;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("operator started")
                .status(operator.getRuntimeInfo().isStarted())
                .build();
    }
}
