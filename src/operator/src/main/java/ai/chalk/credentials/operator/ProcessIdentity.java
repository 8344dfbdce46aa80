// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import java.util.Optional;

/** The name of this process in the Lease and in events. */
final class ProcessIdentity {

    private ProcessIdentity() {}

    /** The name of the Pod, or a generated name outside of a Pod. */
    static String ofThisProcess() {
        return Optional.ofNullable(System.getenv("HOSTNAME"))
                .filter(name -> !name.isBlank())
                .orElseGet(() -> "process-" + ProcessHandle.current().pid());
    }
}
