// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;

/** The command {@code kubectl chalk}. */
@Command(
        name = "kubectl chalk",
        subcommands = HelpCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows what the Chalk Credential Operator does with your credentials, and asks it for something.",
        footer = {
            "",
            "Exit codes: 0 done; 1 something is broken, refused or not done in time; 2 wrong usage; 3 the cluster was not"
                    + " reached or refused."
        })
public final class KubectlChalk {

    private static final String TERMINAL = "kubectl-chalk.terminal";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    boolean help;

    private KubectlChalk() {}

    /** Ends the process with one of the exit codes. */
    public static void main(String[] arguments) {
        var surroundings = new CommandIo(
                writer(System.out),
                writer(System.err),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                Clock.systemUTC(),
                System.getenv(),
                Boolean.getBoolean(TERMINAL));
        System.exit(run(surroundings, arguments));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** Runs one command, and returns its exit code. */
    static int run(CommandIo surroundings, String... arguments) {
        var line = new CommandLine(new KubectlChalk())
                .addSubcommand(new StatusCommand(surroundings))
                .addSubcommand(new PlanCommand(surroundings))
                .addSubcommand(new HistoryCommand(surroundings))
                .addSubcommand(new RotateCommand(surroundings))
                .addSubcommand(new RevokeCommand(surroundings))
                .addSubcommand(new DoctorCommand(surroundings))
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> FailureMessages.tell(failure, surroundings));
        int code = line.execute(arguments);
        surroundings.out().flush();
        surroundings.err().flush();
        return code;
    }
}
