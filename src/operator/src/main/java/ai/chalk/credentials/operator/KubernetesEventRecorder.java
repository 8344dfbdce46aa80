// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import ai.chalk.credentials.credential.EventRecorder;
import ai.chalk.credentials.decision.IssueReason;
import ai.chalk.credentials.decision.Outcome;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;

/** Publishes events for users, and counts issued tokens. */
record KubernetesEventRecorder(EventPublisher events, IssueMetrics issues) implements EventRecorder {

    @Override
    public void publish(HasMetadata about, boolean warning, String reason, String action, String note, Instant time) {
        events.publish(about, warning, reason, action, note, time);
    }

    @Override
    public void attempted(IssueReason reason, Outcome outcome) {
        issues.attempted(reason, outcome);
    }
}
