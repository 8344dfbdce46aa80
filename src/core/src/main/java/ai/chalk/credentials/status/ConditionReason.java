// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.status;

import ai.chalk.credentials.common.Reason;
import ai.chalk.credentials.common.ReasonText;

/** The reasons of a credential's conditions that neither an obstacle nor a failure gives. */
public enum ConditionReason implements Reason {
    ISSUED("Issued", "`Ready`", "The Secret holds the first token.", ReasonText.NO_ACTION),
    ROTATED("Rotated", "`Ready`", "The Secret holds a successor of the first token.", ReasonText.NO_ACTION),
    ISSUING("Issuing", "`Ready`, `Reconciling`", "A token is being issued.", ReasonText.NO_ACTION),
    DELETING(
            "Deleting",
            "`Ready`, `Reconciling`",
            "The credential is being deleted. What the deletion waits for is in `Stalled` or `Reconciling`.",
            "See [deletion that does not finish](operations.md#deletion-that-does-not-finish)."),
    WAITING_FOR_REVOCATION(
            "WaitingForRevocation",
            "`Reconciling`",
            "A requested rotation waits until a predecessor is revoked, because at most two published tokens are alive."
                    + " The message names the cause, the predecessor, and what its revocation waits for.",
            "Wait, or follow the message."),
    NOT_ROTATED(
            "NotRotated",
            "condition `RotationOverdue`",
            "A rotation is due and has not been carried out. The message says what it waits for.",
            "Follow the message."),
    IN_USE(
            "InUse",
            "condition `RevocationBlocked`",
            "Containers still hold the predecessor's value more than 24 hours after the overlap. The message names them.",
            "Restart them, or add their workload to `rolloutRestartTargets`, or set `revocationPolicy: AfterOverlap` or"
                    + " `maxOverlap`."),
    ROLLOUT_STUCK(
            "RolloutStuck",
            "condition `RolloutFailed`",
            "A rollout does not continue without manual action; the message says which and why. The predecessor stays"
                    + " valid. The message also names targets that do not exist, which block nothing.",
            "Repair the [rollout](operations.md#restart-targets), or correct the target."),
    NO_MATCHING_TIME(
            "NoMatchingTime",
            "condition `ScheduleNeverFires`",
            "The schedule names no day that exists. Nothing rotates.",
            "Correct it.");

    private final ReasonText text;

    ConditionReason(String word, String where, String meaning, String remedy) {
        this.text = new ReasonText(word, where, meaning, remedy);
    }

    @Override
    public ReasonText text() {
        return text;
    }
}
