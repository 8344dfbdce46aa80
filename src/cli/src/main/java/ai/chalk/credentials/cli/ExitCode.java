// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

/** How a command ends, for scripts. */
final class ExitCode {

    /** It is done. */
    static final int DONE = 0;
    /** The answer is no: something is broken, was refused by the operator's rules, or did not happen in time. */
    static final int NO = 1;
    /** The command was not understood. */
    static final int USAGE = 2;
    /** The cluster was not reached, or did not do what it was asked. */
    static final int CLUSTER = 3;

    private ExitCode() {}
}
