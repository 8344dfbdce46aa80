// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev;

import ai.chalk.credentials.dev.benchmark.BenchmarkCommand;
import ai.chalk.credentials.dev.image.ImageCommand;
import ai.chalk.credentials.dev.quickstart.QuickStartCommand;
import ai.chalk.credentials.dev.storm.StormCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The commands of the scripts {@code ./dev} and {@code ./quickstart}. */
@Command(
        name = "./dev",
        subcommands = {
            QuickStartCommand.class,
            StormCommand.class,
            BenchmarkCommand.class,
            SimulatorCommand.class,
            ImageCommand.class
        })
public final class DevCommand {

    private DevCommand() {}

    /** Exit codes: 0 the command succeeded, 1 it failed, 2 the arguments are invalid. */
    public static void main(String[] arguments) {
        var commands = new CommandLine(new DevCommand()).setExecutionExceptionHandler(DevCommand::refuse);
        System.exit(commands.execute(arguments));
    }

    /** The options of a command check their own values; a value that they refuse is wrong input, not a failure. */
    private static int refuse(Exception e, CommandLine command, ParseResult unused) throws Exception {
        if (!(e instanceof IllegalArgumentException)) {
            throw e;
        }
        command.getErr().println(command.getColorScheme().errorText(String.valueOf(e.getMessage())));
        command.usage(command.getErr());
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
