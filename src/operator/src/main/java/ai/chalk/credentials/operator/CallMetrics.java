// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import ai.chalk.credentials.chalk.ChalkFailureKind;
import ai.chalk.credentials.chalk.connect.CallListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Measures calls to Chalk. Connections are not a label, because every namespace may create some. */
@Singleton
class CallMetrics implements CallListener {

    /** From 10 ms to the time limit of a request. */
    private static final Duration[] BUCKETS = IntStream.of(10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;

    CallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void ended(String procedure, Optional<ChalkFailureKind> failure, Duration length) {
        Timer.builder("chalk.operator.chalk.call")
                .description(Metric.CHALK_CALLS.help())
                .tag(MetricLabel.PROCEDURE.word(), procedure)
                .tag(
                        MetricLabel.CODE.word(),
                        failure.map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                .orElse("ok"))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(length);
    }
}
