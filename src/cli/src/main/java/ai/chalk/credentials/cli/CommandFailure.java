// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

/** Ends a command with an exit code and a message that says what to do. */
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** The operator would not carry out the request, or has not done so in time. */
    static CommandFailure notDone(String message) {
        return new CommandFailure(ExitCode.NOT_DONE, message);
    }

    /** The command line is invalid. */
    static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    /** The cluster is unreachable, refused the request, or does not have the object. */
    static CommandFailure cluster(String message) {
        return new CommandFailure(ExitCode.CLUSTER, message);
    }

    int exitCode() {
        return exitCode;
    }
}
