// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.status;

import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.decision.IssueReason;
import ai.chalk.credentials.decision.IssueRules;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.decision.RevocationBlocker;
import java.util.Optional;

/**
 * A requested rotation that waits until a predecessor is revoked (docs/design.md, promise 4). Until then the credential is Reconciling, because
 * the spec or the request is not carried out. A rotation that is only due is not postponed but overdue.
 */
record PostponedRequest(IssueReason cause, RetiringToken predecessor, String why) {

    static Optional<PostponedRequest> of(StatusDraft draft, Observation seen) {
        var after = seen.withStatus(draft.finished());
        return seen.deleting() || draft.pending != null
                ? Optional.empty()
                : IssueRules.waiting(after)
                        .filter(cause -> cause != IssueReason.DUE)
                        .flatMap(cause -> draft.retiring.stream()
                                .findFirst()
                                .map(token -> new PostponedRequest(cause, token, why(after, token))));
    }

    private static String why(Observation seen, RetiringToken predecessor) {
        return seen.now().isBefore(predecessor.revokeTime())
                ? ", not before " + predecessor.revokeTime()
                : RevocationBlocker.of(seen, predecessor)
                        .map(wait -> ": " + wait.message())
                        .orElse("");
    }

    String message() {
        return "a rotation (reason " + cause.word() + ") waits until revision " + predecessor.revision() + " is revoked"
                + why;
    }
}
