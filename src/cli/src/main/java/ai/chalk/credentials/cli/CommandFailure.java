// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

/** Ends a command with a sentence for people, which says what to do. */
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** The operator would not do it, or has not. */
    static CommandFailure no(String message) {
        return new CommandFailure(ExitCode.NO, message);
    }

    /** It was not understood. */
    static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    /** The cluster does not have it, or does not allow it. */
    static CommandFailure cluster(String message) {
        return new CommandFailure(ExitCode.CLUSTER, message);
    }

    int exitCode() {
        return exitCode;
    }
}
