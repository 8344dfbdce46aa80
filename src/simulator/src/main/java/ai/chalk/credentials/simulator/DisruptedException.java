// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import java.io.Serial;

/**
 * Chalk gives no response. The transport translates the disruption: over HTTP, for example, into a closed connection.
 */
public final class DisruptedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Fault.Disruption disruption;

    DisruptedException(Fault.Disruption disruption) {
        super(disruption.toString(), null, false, false);
        this.disruption = disruption;
    }

    public Fault.Disruption disruption() {
        return disruption;
    }
}
