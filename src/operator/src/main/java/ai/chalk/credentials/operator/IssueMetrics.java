// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import ai.chalk.credentials.decision.IssueReason;
import ai.chalk.credentials.decision.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Counts attempts to issue a token. The labels are words of the code, so the number of time series does not depend on
 * the number of credentials.
 */
@Singleton
class IssueMetrics {

    private static final String PUBLISHED = "published";
    private static final String FAILED = "failed";
    private static final String UNDONE = "undone";
    private static final String OPEN = "open";
    private static final String FENCED = "fenced";

    private final MeterRegistry registry;

    IssueMetrics(MeterRegistry registry) {
        this.registry = registry;
        // A time series that begins with 1 would show no increase.
        for (var reason : IssueReason.values()) {
            List.of(PUBLISHED, FAILED, UNDONE, OPEN, FENCED).forEach(result -> counter(reason, result));
        }
    }

    void attempted(IssueReason reason, Outcome outcome) {
        counter(reason, result(outcome)).increment();
    }

    private Counter counter(IssueReason reason, String result) {
        return Counter.builder("chalk.operator.issues")
                .description(Metric.ISSUES.help())
                .tag(MetricLabel.REASON.word(), reason.word())
                .tag(MetricLabel.RESULT.word(), result)
                .register(registry);
    }

    private static String result(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return switch (failed.trace()) {
                case NONE -> FAILED;
                case UNDONE -> UNDONE;
                case OPEN -> OPEN;
            };
        }
        return outcome instanceof Outcome.Published ? PUBLISHED : FENCED;
    }
}
