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
            "Measures on this machine how fast the operator issues credentials that exist when it starts, what that costs,",
            "and what idling and a restart cost. Then the same writes are made without an operator. The two are compared by",
            "wall clock and by the use of the API server's capacity. Requires Linux, and Go or a network to download it."
        })
public final class BenchmarkCommand implements Callable<Integer> {

    @Option(names = "--count", defaultValue = "1000", description = "number of credentials; default: ${DEFAULT-VALUE}")
    private int count;

    @Option(names = "--rest", defaultValue = "300", description = "seconds of idling; default: ${DEFAULT-VALUE}")
    private int rest;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return Benchmark.run(new BenchmarkOptions(count, Duration.ofSeconds(rest)), new Screen(System.out));
    }
}
