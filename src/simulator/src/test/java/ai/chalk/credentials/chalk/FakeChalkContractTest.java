// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

/** Checks that the fake behaves like the adapter. */
class FakeChalkContractTest extends ChalkFailureContract {

    @Override
    ChalkApi api(ClientCredentials caller) {
        return new FakeChalk(chalk, caller);
    }
}
