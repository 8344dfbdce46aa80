// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.decision.IssueReason;
import ai.chalk.credentials.decision.Outcome;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;

/** Tells users what happened to an object; what it says may be lost. */
@FunctionalInterface
public interface EventRecorder {

    /** Says it once. */
    void publish(HasMetadata about, boolean warning, String reason, String action, String note, Instant time);

    /** An attempt to issue a token has ended; for whoever counts. */
    default void attempted(IssueReason reason, Outcome outcome) {}
}
