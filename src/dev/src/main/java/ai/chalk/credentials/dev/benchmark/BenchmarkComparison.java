// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.benchmark;

import java.util.List;
import java.util.Locale;

/**
 * Compares the operator with a bare program that makes the same writes, on the same machine within the same hour, by
 * two measures.
 *
 * <p>By wall clock, the two differ by everything that competes for processors: the operator's JVM, which is still cold,
 * and the simulated Chalk take processors from the API server, and the bare program takes few. This shows what happens
 * on this machine. The CPU time of the API server excludes that: it shows how much of the API server's capacity is
 * used, and so what to expect if the API server has its own processors and is the bottleneck. Alone, it would favor an
 * operator that makes the API server work more than necessary, so the API server's work per credential is compared as
 * well.
 */
record BenchmarkComparison(IssueRun operator, IssueRun benchWrites) {

    private static final int WIDTH = 42;

    List<String> lines() {
        return List.of(
                row("", "operator", "bench-writes", ""),
                row(
                        "credentials per second",
                        number(operator.perSecond()),
                        number(benchWrites.perSecond()),
                        ratio(operator.perSecond() / benchWrites.perSecond())),
                row(
                        "seconds per API server CPU second",
                        number(operator.secondsPerApiServerSecond()),
                        number(benchWrites.secondsPerApiServerSecond()),
                        ratio(benchWrites.secondsPerApiServerSecond() / operator.secondsPerApiServerSecond())),
                row(
                        "API server CPU per credential, in ms",
                        number(operator.apiServerMillisEach()),
                        number(benchWrites.apiServerMillisEach()),
                        ratio(operator.apiServerMillisEach() / benchWrites.apiServerMillisEach())),
                "the machine with the operator was " + operator.use().shares(),
                "the machine with bench-writes was " + benchWrites.use().shares(),
                "The first row is by wall clock: the result on this machine, where the operator, its JVM, the simulated",
                "Chalk and the API server share the processors. The second row shows how busy the API server is: at",
                "100 % it uses as much of its capacity as with bench-writes, which makes no decisions and does not call",
                "Chalk. If the machine is nearly 100 % busy, its processors are the bottleneck, and the first row shows",
                "how they are shared.");
    }

    private static String row(String what, String operator, String benchWrites, String ratio) {
        return String.format(Locale.ROOT, "%-" + WIDTH + "s%10s%14s%10s", what, operator, benchWrites, ratio)
                .stripTrailing();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * value);
    }
}
