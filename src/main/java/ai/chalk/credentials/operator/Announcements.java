// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import ai.chalk.credentials.credential.Announcer;
import ai.chalk.credentials.credential.decision.Outcome;
import ai.chalk.credentials.credential.decision.Reason;
import ai.chalk.credentials.kubernetes.EventPublisher;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;

/** Tells users by events, and counts. */
record Announcements(EventPublisher events, IssueMetrics issues) implements Announcer {

    @Override
    public void publish(HasMetadata about, boolean warning, String reason, String action, String note, Instant time) {
        events.publish(about, warning, reason, action, note, time);
    }

    @Override
    public void attempted(Reason reason, Outcome outcome) {
        issues.attempted(reason, outcome);
    }
}
