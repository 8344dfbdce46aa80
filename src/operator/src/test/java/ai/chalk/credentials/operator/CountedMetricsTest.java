// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.decision.FailureReason;
import ai.chalk.credentials.decision.IssueReason;
import ai.chalk.credentials.decision.Outcome;
import ai.chalk.credentials.decision.Outcome.Trace;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Metrics that are counted when events happen, with words of the code as labels. */
class CountedMetricsTest {

    private final ExposedMetrics exposed = new ExposedMetrics();

    @Test
    void everyWayInWhichAnAttemptEndsIsCounted() {
        var failed = Outcome.Failed.of(FailureReason.NOT_VERIFIED, "why");
        exposed.issues.attempted(IssueReason.DUE, new Outcome.Published());
        exposed.issues.attempted(IssueReason.DUE, new Outcome.Published());
        exposed.issues.attempted(IssueReason.DUE, failed);
        exposed.issues.attempted(IssueReason.DUE, failed.leaving(Trace.UNDONE));
        exposed.issues.attempted(IssueReason.DUE, failed.leaving(Trace.OPEN));
        exposed.issues.attempted(IssueReason.LEAKED, new Outcome.Fenced());

        assertThat(exposed.series())
                .contains(
                        issues("Due", "published", 2),
                        issues("Due", "failed", 1),
                        issues("Due", "undone", 1),
                        issues("Due", "open", 1),
                        issues("Leaked", "fenced", 1));
    }

    private static String issues(String reason, String result, int count) {
        return "chalk_operator_issues_total{reason=\"" + reason + "\",result=\"" + result + "\",} " + count + ".0";
    }

    /** Otherwise the first event of its kind would not be an increase. */
    @Test
    void countingBeginsAtZero() {
        assertThat(exposed.series().stream().filter(line -> line.startsWith("chalk_operator_issues_total")))
                .hasSize(IssueReason.values().length * 5)
                .allMatch(line -> line.endsWith(" 0.0"));
    }

    @Test
    void callsAreInBuckets() {
        exposed.calls.ended("TokenExchange", Optional.empty(), Duration.ofMillis(40));

        var of = "{code=\"ok\",procedure=\"TokenExchange\",";
        assertThat(exposed.series())
                .contains(
                        "chalk_operator_chalk_call_seconds_bucket" + of + "le=\"0.025\",} 0.0",
                        "chalk_operator_chalk_call_seconds_bucket" + of + "le=\"0.05\",} 1.0",
                        "chalk_operator_chalk_call_seconds_bucket" + of + "le=\"30.0\",} 1.0",
                        "chalk_operator_chalk_call_seconds_count" + of + "} 1.0",
                        "chalk_operator_chalk_call_seconds_sum" + of + "} 0.04");
    }
}
