// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.benchmark;

import java.util.List;
import java.util.Locale;

/**
 * The operator against a bare program that makes the same writes in the same hour on the same machine, in two measures.
 *
 * <p>By wall clock, the two differ by whatever else wants processors: the operator's JVM, which is still cold, and the
 * simulated Chalk run on those that the API server needs, and the bare program takes little of them. That is what happens on
 * this very machine. By how busy the API server is kept, that is left out: it is how much of the API server's capacity is
 * used, and what to expect where the API server has processors of its own and is the bottleneck. It alone would praise an
 * operator that makes the API server work more than it must, so the work for each credential is compared as well.
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
                "The first row is by wall clock: what this machine does, with the operator, its JVM, the simulated Chalk and",
                "the API server on the same processors. The second is how busy the API server is kept: at 100 % as much of",
                "its capacity is used as by bench-writes, which decides nothing and calls no Chalk. Where the machine",
                "is nearly 100 % busy, its processors are the bottleneck, and the first row says how they are shared.");
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
