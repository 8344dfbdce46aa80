// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.util.List;

/** One question that {@code doctor} asks the cluster. */
interface DoctorCheck {

    /** The word for it, in JSON too. */
    String name();

    /** What it found; at least one finding. */
    List<Finding> run();
}
