// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import java.io.Serial;

/** There is no answer of Chalk's: whoever carries the call makes of the disruption what its medium makes of it. */
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
