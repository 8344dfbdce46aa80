// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.chalk.Grants;

/**
 * What Chalk says of the current token, as far as the connection's inventory and this process's memory know: no call is made
 * to find out.
 */
public sealed interface ChalkTokenState {

    /** There is no listing that is newer than the token. */
    record Unknown() implements ChalkTokenState {}

    /**
     * It is there.
     *
     * @param grants with which it is listed
     */
    record Listed(Grants grants) implements ChalkTokenState {}

    /** A listing that is newer than the token does not show it: a listing may lag, so its pair must be tried. */
    record Missing() implements ChalkTokenState {}

    /** Its pair was tried, and Chalk does not accept it any more. */
    record Refused() implements ChalkTokenState {}
}
