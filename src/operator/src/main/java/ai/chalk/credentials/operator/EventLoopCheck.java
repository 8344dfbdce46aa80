// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RuntimeInfo;
import io.javaoperatorsdk.operator.health.EventSourceHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Liveness: informers run, and the reconcile threads make progress. An API server or a Chalk that does not answer is no
 * reason to restart, so neither is called here: an informer that has lost its watch still runs and reconnects.
 */
@Liveness
@Singleton
class EventLoopCheck implements HealthCheck {

    private final Operator operator;
    private final Heartbeat heartbeat;

    EventLoopCheck(Operator operator, Heartbeat heartbeat) {
        this.operator = operator;
        this.heartbeat = heartbeat;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("event loop").up();
        var info = operator.getRuntimeInfo();
        if (info.isStarted()) {
            heartbeat.problem().or(() -> stopped(info)).ifPresent(problem -> answer.down()
                    .withData("problem", problem));
        }
        return answer.build();
    }

    private static Optional<String> stopped(RuntimeInfo info) {
        return info.unhealthyEventSources().values().stream()
                .flatMap(sources -> sources.entrySet().stream())
                .filter(source -> isStopped(source.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .map(source -> "the informer of " + source + " has stopped");
    }

    private static boolean isStopped(EventSourceHealthIndicator source) {
        return source instanceof InformerWrappingEventSourceHealthIndicator<?> wrapping
                && wrapping.informerHealthIndicators().values().stream().anyMatch(informer -> !informer.isRunning());
    }
}
