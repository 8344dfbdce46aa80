// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.common.Reason;
import ai.chalk.credentials.common.ReasonText;

/** Why a credential is blocked: something other than a failed step keeps the operator from carrying out the spec. */
public enum ObstacleReason implements Reason {
    UNKNOWN_VALUE(
            "UnknownValue",
            "A field has a value that this version of the operator does not know. Everything waits except deletion, and"
                    + " deletion waits too if the field is `spec.deletionPolicy`.",
            "Upgrade the operator, or change the value."),
    NAMESPACE_TERMINATING(
            "NamespaceTerminating", "The namespace is being deleted, so no token is issued.", ReasonText.NO_ACTION),
    FINALIZER_MISSING(
            "FinalizerMissing",
            "`Reconciling`",
            "The operator's finalizer was removed. The operator adds it again before it issues a token.",
            ReasonText.NO_ACTION),
    SECRET_BEING_DELETED(
            "SecretBeingDeleted",
            "The Secret was deleted, and another program's finalizer keeps it. It counts as lost, and is created again"
                    + " once it is gone.",
            "Remove the entries in its `metadata.finalizers`, or choose another `spec.secret.name`."),
    SECRET_NOT_OWNED(
            "SecretNotOwned",
            "A Secret of that name exists and does not belong to this credential.",
            "Delete it, [hand it over](operations.md#a-secret-that-outlived-its-credential), or choose another"
                    + " `spec.secret.name`."),
    SECRET_IMMUTABLE(
            "SecretImmutable",
            "The Secret has `immutable: true`, so no new token can be written to it. The token in it stays valid.",
            "Delete the Secret: it is created again with a new token. Find out what sets `immutable`."),
    REVISION_OUT_OF_RANGE(
            "RevisionOutOfRange",
            "A revision in the status or the Secret is higher than the operator ever writes.",
            "Correct it, or create the credential again."),
    INTERVAL_TOO_SHORT(
            "IntervalTooShort",
            "`spec.rotation.interval` is below the operator's minimum. The published token stays valid, and repairs and"
                    + " requests are carried out; nothing rotates by interval.",
            "Lengthen it, or lower the operator's setting `minimum-interval`."),
    INVALID_SCHEDULE(
            "InvalidSchedule",
            "`spec.rotation.schedule` or its time zone cannot be parsed. The published token stays valid; nothing rotates"
                    + " by schedule.",
            "Correct it."),
    ISSUE_LIMIT_REACHED(
            "IssueLimitReached",
            "The credential has issued its maximum of tokens within an hour. It issues again when the hour is over.",
            "See `status.history` for the cause."),
    ENVIRONMENT_NOT_FOUND(
            "EnvironmentNotFound",
            "The connection reaches no such project or environment, or the project or environment that a token was issued"
                    + " for no longer exists in Chalk. The message names what exists, as far as the policy allows it.",
            "Correct the spec, or let the connection's token reach it. To use one that was created again under the same"
                    + " name, specify its id."),
    REFUSED_BY_POLICY(
            "RefusedByPolicy",
            "The connection's policy refuses the request, or the namespace or environment in which a token was issued.",
            "The message names the rule. Change the spec or the policy. For a `ChalkRevocation`, change the policy, or"
                    + " revoke by hand and delete the `ChalkRevocation`."),
    CONNECTION_NOT_FOUND(
            "ConnectionNotFound",
            "`Reconciling` or `Stalled`",
            "The connection in the spec does not exist or is not checked yet (`Reconciling`), or tokens were issued"
                    + " through a connection that no longer exists (`Stalled`).",
            "Create it (again), or correct `spec.connectionRef`."),
    CONNECTION_NOT_ALLOWED(
            "ConnectionNotAllowed",
            "A status, Secret or `ChalkRevocation` names a connection of another namespace. It is not used.",
            "Find out who wrote it. For a `ChalkRevocation`, revoke by hand and delete it."),
    CLUSTER_CONNECTIONS_DISABLED(
            "ClusterConnectionsDisabled",
            "The credential names a `ClusterChalkConnection`, and the operator runs with"
                    + " `CHALK_OPERATOR_CLUSTER_CONNECTIONS=false`.",
            "Name a `ChalkConnection` of the namespace in `spec.connectionRef`, or change the setting."),
    CONNECTION_MOVED(
            "ConnectionMoved",
            "The connection's `apiServer` changed, and a token was issued at the former one. Until that token is revoked,"
                    + " only repairs issue a token.",
            "Restore the former `apiServer` until that token is revoked, or revoke it by hand. For a `ChalkRevocation`,"
                    + " delete it after you revoked by hand."),
    CONNECTION_NOT_READY(
            "ConnectionNotReady",
            "`Reconciling` or `Stalled`",
            "The connection is not ready (`Reconciling` if the operator retries it, else `Stalled`), or the operator has"
                    + " not checked it within a minute of seeing it.",
            "Look up the reason of the connection's own `Ready`."),
    CONNECTION_NOT_READABLE(
            "ConnectionNotReadable",
            "`kubectl chalk plan`",
            "You may not read the connection, so the plan ends here.",
            "Ask for the right to `get` it.");

    private final ReasonText text;

    ObstacleReason(String word, String meaning, String remedy) {
        this(word, "`Stalled`", meaning, remedy);
    }

    ObstacleReason(String word, String where, String meaning, String remedy) {
        this.text = new ReasonText(word, where, meaning, remedy);
    }

    @Override
    public ReasonText text() {
        return text;
    }
}
