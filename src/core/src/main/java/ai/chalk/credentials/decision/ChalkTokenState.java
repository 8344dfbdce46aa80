// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.chalk.Grants;

/** What is known about the current token in Chalk, from the connection's inventory and this process's memory, without a call. */
public sealed interface ChalkTokenState {

    /** No listing is newer than the token. */
    record Unknown() implements ChalkTokenState {}

    /**
     * A listing shows the token.
     *
     * @param grants that the listing shows
     */
    record Listed(Grants grants) implements ChalkTokenState {}

    /** A listing that is newer than the token does not show it. Listings may lag, so the pair must be verified. */
    record Missing() implements ChalkTokenState {}

    /** The pair was verified, and Chalk no longer accepts it. */
    record Refused() implements ChalkTokenState {}
}
