// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

/** The exit codes of the commands; scripts rely on them. */
final class ExitCode {

    /** Success. */
    static final int DONE = 0;
    /** A check failed, or the request was refused by the operator's rules, not confirmed, or not carried out in time. */
    static final int NOT_DONE = 1;
    /** The command line is invalid. */
    static final int USAGE = 2;
    /** The cluster is unreachable, refused the request, or does not have the object. */
    static final int CLUSTER = 3;

    private ExitCode() {}
}
