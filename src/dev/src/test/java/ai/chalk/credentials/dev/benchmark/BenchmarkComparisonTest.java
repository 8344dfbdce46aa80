// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BenchmarkComparisonTest {

    /** Two processors: the API server uses half of their time, and the operator almost all of the rest. */
    private static final IssueRun OPERATOR = new IssueRun(
            1000, Duration.ofSeconds(16), use(16, 31.5, Map.of(IssueRun.API_SERVER, 16.0, IssueRun.OPERATOR, 12.0)));

    private static final IssueRun BENCH_WRITES =
            new IssueRun(1000, Duration.ofSeconds(8), use(8, 15, Map.of(IssueRun.API_SERVER, 12.8)));

    @Test
    void comparesByWallClockAndByHowBusyTheApiServerIs() {
        assertThat(new BenchmarkComparison(OPERATOR, BENCH_WRITES).lines())
                .contains(
                        "credentials per second                         62.50        125.00      50 %",
                        "seconds per API server CPU second               1.00          0.63      63 %",
                        "API server CPU per credential, in ms           16.00         12.80     125 %");
    }

    @Test
    void showsWhichProcessesUsedTheProcessors() {
        assertThat(new BenchmarkComparison(OPERATOR, BENCH_WRITES).lines())
                .contains(
                        "the machine with the operator was 98 % busy: API server 50 %, operator 38 %, all others 11 %",
                        "the machine with bench-writes was 94 % busy: API server 80 %, all others 14 %");
    }

    private static CpuUse use(double seconds, double busy, Map<String, Double> processes) {
        return new CpuUse(seconds, 2 * seconds, busy, new TreeMap<>(processes));
    }
}
