// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.status;

import ai.chalk.credentials.api.v1alpha1.ConditionType;
import ai.chalk.credentials.common.Reason;
import ai.chalk.credentials.common.ReasonText;

/**
 * The reasons of a credential's and a ChalkRevocation's events: effects, and the conditions that are an event by their type. Other problems
 * carry the reason of their condition.
 */
public enum EventReason implements Reason {
    ISSUED("Issued", "The first token is in the Secret.", ReasonText.NO_ACTION),
    ROTATED("Rotated", "The Secret holds a successor.", ReasonText.NO_ACTION),
    ADOPTED(
            "Adopted",
            "A Secret that was [handed over](operations.md#a-secret-that-outlived-its-credential) now belongs to this"
                    + " credential, with its token.",
            ReasonText.NO_ACTION),
    SECRET_RENDERED(
            "SecretRendered",
            "The Secret was written again as the spec asks, with the same token.",
            "Nothing, if the spec changed. Otherwise find out who wrote the Secret."),
    GRANTS_UPDATED(
            "GrantsUpdated",
            "The token now has the permissions and tags of the spec in Chalk.",
            "Nothing, if the spec changed. Otherwise find out who changed the token."),
    RESTARTED("Restarted", "A restart target is rolling out.", ReasonText.NO_ACTION),
    REVOCATION_WAITING(
            "RevocationWaiting",
            "The predecessor is revoked once no container holds its value.",
            "See [which containers block a revocation](operations.md#which-containers-block-a-revocation)."),
    REVOKED(
            "Revoked",
            "A former token is revoked in Chalk. For a `ChalkRevocation`: Chalk no longer has what it names.",
            ReasonText.NO_ACTION),
    SWEPT("Swept", "What interrupted attempts may have left in an environment is revoked.", ReasonText.NO_ACTION),
    SECRET_DELETED(
            "SecretDeleted",
            "The Secret of a former name, or of a deleted credential, is deleted.",
            ReasonText.NO_ACTION),
    REVOCATION_HANDED_OVER(
            "RevocationHandedOver",
            "The credential is deleted, and a [`ChalkRevocation`](operations.md#tokens-left-by-deleted-credentials) keeps"
                    + " trying to revoke one of its tokens.",
            "Look at that `ChalkRevocation`."),
    ROTATION_OVERDUE(ConditionType.ROTATION_OVERDUE, "The condition of that type is true.", "See `NotRotated`."),
    REVOCATION_BLOCKED(ConditionType.REVOCATION_BLOCKED, "The condition of that type is true.", "See `InUse`."),
    ROLLOUT_FAILED(ConditionType.ROLLOUT_FAILED, "The condition of that type is true.", "See `RolloutStuck`."),
    SCHEDULE_NEVER_FIRES(
            ConditionType.SCHEDULE_NEVER_FIRES, "The condition of that type is true.", "See `NoMatchingTime`.");

    private final ReasonText text;

    EventReason(String word, String meaning, String remedy) {
        this.text = new ReasonText(word, "event", meaning, remedy);
    }

    @Override
    public ReasonText text() {
        return text;
    }
}
