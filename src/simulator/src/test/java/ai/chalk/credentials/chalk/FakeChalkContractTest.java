// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

/** Keeps the fake honest: it does what the adapter does. */
class FakeChalkContractTest extends ChalkFailureContract {

    @Override
    ChalkApi api(ClientCredentials caller) {
        return new FakeChalk(chalk, caller);
    }
}
