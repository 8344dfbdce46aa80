// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.benchmark;

import ai.chalk.credentials.dev.quickstart.Screen;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ./dev benchmark}. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures on this machine how fast the operator issues credentials that exist when it starts, what that costs, and",
            "what a rest and a restart cost. Then the same writes are made without an operator, and the two are compared by wall",
            "clock and by how much of the API server's capacity is used. Needs Linux, and Go or a network to fetch it."
        })
public final class BenchmarkCommand implements Callable<Integer> {

    @Option(names = "--count", defaultValue = "1000", description = "credentials; default: ${DEFAULT-VALUE}")
    private int count;

    @Option(names = "--rest", defaultValue = "300", description = "seconds; default: ${DEFAULT-VALUE}")
    private int rest;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return Benchmark.run(new BenchmarkOptions(count, Duration.ofSeconds(rest)), new Screen(System.out));
    }
}
