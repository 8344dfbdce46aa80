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
        description = "Show, preview, rotate and revoke the credentials of the Chalk Credential Operator.",
        footer = {
            "",
            "Exit codes: 0 success; 1 a check failed, or a request was refused or not carried out in time; 2 invalid command"
                    + " line; 3 the cluster is unreachable or refused the request."
        })
public final class KubectlChalk {

    private static final String TERMINAL = "kubectl-chalk.terminal";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    private KubectlChalk() {}

    /** Runs the command, and ends the process with one of the exit codes. */
    public static void main(String[] arguments) {
        var io = new CommandIo(
                writer(System.out),
                writer(System.err),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                Clock.systemUTC(),
                System.getenv(),
                Boolean.getBoolean(TERMINAL));
        System.exit(run(io, arguments));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** Runs one command, and returns its exit code. */
    static int run(CommandIo io, String... arguments) {
        var line = new CommandLine(new KubectlChalk())
                .addSubcommand(new StatusCommand(io))
                .addSubcommand(new PlanCommand(io))
                .addSubcommand(new HistoryCommand(io))
                .addSubcommand(new RotateCommand(io))
                .addSubcommand(new RevokeCommand(io))
                .addSubcommand(new DoctorCommand(io))
                .setOut(io.out())
                .setErr(io.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler((failure, command, parsed) -> FailureMessages.print(failure, io));
        int code = line.execute(arguments);
        io.out().flush();
        io.err().flush();
        return code;
    }
}
