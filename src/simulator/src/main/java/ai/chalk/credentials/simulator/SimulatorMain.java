// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Optional;

/** Runs the simulator as a separate process, until the process is stopped. */
public final class SimulatorMain {

    private SimulatorMain() {}

    /**
     * Reads its settings from the environment variables {@code CHALK_SIMULATOR_*}. Exit code 2: one of them is invalid.
     */
    public static void main(String[] arguments) throws IOException {
        try {
            run(SimulatorOptions.fromEnvironment(System.getenv()), System.out);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        }
    }

    /** Starts the simulator and prints its address. It serves until the process ends. */
    public static void run(SimulatorOptions options, PrintStream out) throws IOException {
        var server = start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "chalk-simulator-end"));
        announce(server, options, out);
    }

    static SimulatorServer start(SimulatorOptions options) throws IOException {
        var chalk = new SimulatedChalk(options.world(), Clock.systemUTC());
        chalk.addCaller(options.caller());
        return SimulatorServer.start(chalk, options.address(), Optional.empty());
    }

    private static void announce(SimulatorServer server, SimulatorOptions options, PrintStream out) {
        out.println("Simulated Chalk, in memory: all data is lost when it ends.");
        out.println("  API server   " + server.uri());
        out.println("  client id    " + options.caller().clientId());
        out.println("  environments " + options.world().environments());
        out.println("  state        curl " + server.uri() + "/simulator/state");
        out.flush();
    }
}
