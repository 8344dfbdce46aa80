// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import io.javaoperatorsdk.operator.Operator;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/**
 * Started: the caches are filled and an election, if there is one, has begun. Pages are served long before, and no check of
 * liveness looks at a process that has not come so far: without this one a start that hangs would hang for ever.
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
