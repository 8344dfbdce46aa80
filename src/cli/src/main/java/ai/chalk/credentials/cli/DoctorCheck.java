// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.util.List;

/** One check of {@code doctor}. */
interface DoctorCheck {

    /** Its name in the text and in the JSON. */
    String name();

    /** Runs the check; returns at least one finding. */
    List<Finding> run();
}
