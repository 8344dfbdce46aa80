// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import java.util.Optional;

/** What this process is called, in the Lease and in events. */
final class ProcessIdentity {

    private ProcessIdentity() {}

    /** The name of the Pod, and something else where there is none. */
    static String ofThisProcess() {
        return Optional.ofNullable(System.getenv("HOSTNAME"))
                .filter(name -> !name.isBlank())
                .orElseGet(() -> "process-" + ProcessHandle.current().pid());
    }
}
