// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential.decision;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;

/** Where a token lives: an environment behind a connection. */
public record Place(PinnedConnection connection, String environmentId) {

    public static Place of(CurrentToken token) {
        return new Place(token.connection(), token.environmentId());
    }

    public static Place of(RetiringToken token) {
        return new Place(token.connection(), token.environmentId());
    }

    public static Place of(PendingToken attempt) {
        return new Place(attempt.connection(), attempt.environmentId());
    }

    public static Place of(UnsweptEnvironment environment) {
        return new Place(environment.connection(), environment.environmentId());
    }
}
