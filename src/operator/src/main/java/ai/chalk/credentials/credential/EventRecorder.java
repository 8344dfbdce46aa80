// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.decision.IssueReason;
import ai.chalk.credentials.decision.Outcome;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;

/** Records events of objects for users; an event may be lost. */
@FunctionalInterface
public interface EventRecorder {

    /** Records an event once. */
    void publish(HasMetadata about, boolean warning, String reason, String action, String note, Instant time);

    /** Called when an attempt to issue a token has ended, for metrics. */
    default void attempted(IssueReason reason, Outcome outcome) {}
}
