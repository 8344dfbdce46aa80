// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;

/** Where a token is: a connection and an environment. */
public record TokenLocation(PinnedConnection connection, String environmentId) {

    public static TokenLocation of(CurrentToken token) {
        return new TokenLocation(token.connection(), token.environmentId());
    }

    public static TokenLocation of(RetiringToken token) {
        return new TokenLocation(token.connection(), token.environmentId());
    }

    public static TokenLocation of(PendingToken attempt) {
        return new TokenLocation(attempt.connection(), attempt.environmentId());
    }

    public static TokenLocation of(UnsweptEnvironment environment) {
        return new TokenLocation(environment.connection(), environment.environmentId());
    }
}
