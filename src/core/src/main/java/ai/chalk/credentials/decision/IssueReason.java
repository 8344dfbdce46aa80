// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.common.Reason;
import ai.chalk.credentials.common.ReasonText;

/** Why a token is issued. There are no other causes; these words appear in status, events and metrics. */
public enum IssueReason implements Reason {
    INITIAL("Initial", true, "The credential has no token yet.", ReasonText.NO_ACTION),
    LEAKED(
            "Leaked",
            true,
            "The annotation `credentials.chalk.ai/revoke-requested-at` has a new value. A successor is issued at once, and"
                    + " everything older is revoked immediately.",
            "Find the leak."),
    REVOKED_IN_CHALK(
            "RevokedInChalk",
            true,
            "Chalk no longer lists the token, and no longer accepts its client id and secret.",
            "Find out who revoked it. To end a credential, delete it in Kubernetes."),
    TRIGGER("Trigger", false, "`spec.rotation.trigger` changed.", ReasonText.NO_ACTION),
    REQUESTED(
            "Requested",
            false,
            "The annotation `credentials.chalk.ai/rotate-requested-at` has a new value.",
            ReasonText.NO_ACTION),
    DUE("Due", false, "The interval is over, or the schedule fired.", ReasonText.NO_ACTION),
    SECRET_LOST(
            "SecretLost",
            true,
            "The Secret was deleted. Its value cannot be read from Chalk again.",
            "Find out who deleted it."),
    SECRET_TAMPERED(
            "SecretTampered",
            true,
            "Client id, client secret or provenance in the Secret changed, or an older Secret was restored.",
            "Find out who wrote it."),
    SECRET_RENAMED(
            "SecretRenamed",
            false,
            "`spec.secret.name` changed. The former Secret is deleted when the overlap is over. If the name changes back"
                    + " before that, that Secret gets a successor at once.",
            "Point the pods to the new Secret."),
    MOVED(
            "Moved",
            false,
            "The spec names another project, environment or connection: neither the id nor the name that was recorded when"
                    + " the token was issued.",
            ReasonText.NO_ACTION);

    private final ReasonText text;
    private final boolean repair;

    IssueReason(String word, boolean repair, String meaning, String remedy) {
        this.text = new ReasonText(word, "token", meaning, remedy);
        this.repair = repair;
    }

    @Override
    public ReasonText text() {
        return text;
    }

    /** Whether the token that it replaces is as the spec wants it, except for its age. */
    boolean keepsToken() {
        return this == DUE || this == TRIGGER || this == REQUESTED;
    }

    /** Whether no usable token is published, so issuing cannot wait until an earlier predecessor is revoked. */
    public boolean isRepair() {
        return repair;
    }
}
