// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.chalk.ChalkFailureKind;
import ai.chalk.credentials.common.Reason;
import ai.chalk.credentials.common.ReasonText;
import ai.chalk.credentials.common.UnknownReason;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a step failed: the reasons in {@code status.failure}, and in the conditions and events that follow from it. */
public enum FailureReason implements Reason {
    CHALK_UNAVAILABLE(
            "ChalkUnavailable",
            true,
            "Chalk does not answer, or answers that it is unavailable.",
            "Wait. If it persists, check the network and Chalk."),
    CHALK_THROTTLED(
            "ChalkThrottled",
            true,
            "Chalk limits the rate of calls.",
            "Wait. If it persists, lower `spec.limits` of the connection."),
    CONNECTION_BUSY(
            "ConnectionBusy",
            true,
            "The connection's own `spec.limits` left no room: slow calls used all slots, or too many calls were queued."
                    + " Nothing was sent.",
            "Wait. If it persists, raise `spec.limits` of the connection, or find out why Chalk is slow."),
    UNEXPECTED_RESPONSE(
            "UnexpectedResponse",
            true,
            "The response is not from Chalk, most likely from a proxy.",
            "Check `spec.apiServer` of the connection and the proxies."),
    CONNECTION_UNAUTHORIZED(
            "ConnectionUnauthorized",
            false,
            "Chalk does not accept the connection's own client id and secret.",
            "Put a valid pair into the connection's Secret."),
    PERMISSION_DENIED(
            "PermissionDenied",
            false,
            "The connection's token lacks a permission.",
            "Give it `tokens.write` and `tokens.list`."),
    NOT_FOUND("NotFoundInChalk", false, "Chalk does not know the requested object.", "Check project and environment."),
    REJECTED("RejectedByChalk", false, "Chalk refuses the request as it is.", "Read the message and correct the spec."),
    GRANTS_NOT_APPLIED(
            "GrantsNotApplied",
            false,
            "Chalk gave the token other grants than requested. If the token was just created for this, it is revoked.",
            "Check the spelling of permissions and tags."),
    NOT_VERIFIED(
            "NewTokenNotAccepted",
            true,
            "Chalk does not accept the client id and secret that it has just created. That token is revoked.",
            "Wait. If it persists, ask Chalk."),
    TOKEN_NOT_OWNED(
            "TokenNotOwned",
            false,
            "Chalk lists the token under a name or client id that is not this credential's, or the name prefix of a"
                    + " `ChalkRevocation` is not its credential's. The operator does not touch such a token.",
            "Find out who wrote to the status or the Secret. Revoke by hand what must be revoked, and delete the"
                    + " `ChalkRevocation` if there is one."),
    NOT_LISTED(
            "TokenNotListed",
            true,
            "A token is missing from a listing. The operator lists again a minute later.",
            "Wait."),
    SECRET_NOT_GENUINE(
            "SecretNotGenuine",
            true,
            "Chalk does not confirm the token that the Secret claims to hold. The Secret is replaced.",
            "Find out who wrote the Secret."),
    SECRET_MODIFIED(
            "SecretModified",
            true,
            "The Secret was modified while a token was issued for it, or while it was deleted.",
            "Wait. If it persists, find the other writer."),
    SECRET_CONFLICT(
            "SecretConflict",
            false,
            "A mutating webhook or another controller changes labels, annotations, the owner reference or keys of the"
                    + " Secret each time the operator has written them. The message names the differences.",
            "Find the other writer in `metadata.managedFields` of the Secret and among your webhooks. Make it leave the"
                    + " Secret alone, or remove what it changes from `spec.secret`."),
    KUBERNETES_REFUSED(
            "KubernetesRefused",
            false,
            "The API server refuses a write. For a Secret, the message names an admission webhook or policy but does not"
                    + " repeat its text, which may quote the Secret.",
            "Compare the rights with `rbac.yaml`; check quotas and the webhook's log."),
    KUBERNETES_UNAVAILABLE("KubernetesUnavailable", true, "The API server did not answer.", "Wait.");

    private final ReasonText text;
    private final boolean passing;

    FailureReason(String word, boolean passing, String meaning, String remedy) {
        this.text =
                new ReasonText(word, "`status.failure`, " + (passing ? "`Reconciling`" : "`Stalled`"), meaning, remedy);
        this.passing = passing;
    }

    @Override
    public ReasonText text() {
        return text;
    }

    /** The reason of that word in a status, which another version may have written. */
    public static Reason named(String word) {
        return find(word).<Reason>map(reason -> reason).orElseGet(() -> new UnknownReason(word));
    }

    private static Optional<FailureReason> find(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word().equals(word))
                .findFirst();
    }

    /** Whether waiting can help; otherwise manual action is needed. */
    public boolean isPassing() {
        return passing;
    }

    /** Whether every other call through the same connection would fail with this reason as well. */
    static boolean isOfConnection(String word) {
        return Stream.of(CHALK_UNAVAILABLE, CHALK_THROTTLED, UNEXPECTED_RESPONSE, CONNECTION_UNAUTHORIZED)
                .anyMatch(reason -> reason.word().equals(word));
    }

    /** Whether waiting can help with the failure of that word; for an unknown word it may. */
    public static boolean isPassing(String word) {
        return find(word).map(FailureReason::isPassing).orElse(true);
    }

    /** The reason for the credential when a call to Chalk has failed. */
    public static FailureReason of(ChalkFailureKind kind) {
        return switch (kind) {
            case UNAVAILABLE -> CHALK_UNAVAILABLE;
            case THROTTLED -> CHALK_THROTTLED;
            case BUSY -> CONNECTION_BUSY;
            case UNINTELLIGIBLE -> UNEXPECTED_RESPONSE;
            case UNAUTHENTICATED -> CONNECTION_UNAUTHORIZED;
            case PERMISSION_DENIED -> PERMISSION_DENIED;
            case NOT_FOUND -> NOT_FOUND;
            case REJECTED -> REJECTED;
        };
    }
}
