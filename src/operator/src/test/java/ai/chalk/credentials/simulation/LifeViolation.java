// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

/** Thrown if a promise is broken in a life. */
final class LifeViolation extends AssertionError {

    private static final long serialVersionUID = 1;

    final LifePromise promise;

    LifeViolation(LifePromise promise, String message) {
        super(promise + ": " + message);
        this.promise = promise;
    }
}
