// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.common.Reason;
import ai.chalk.credentials.common.ReasonText;

/** Why a ChalkRevocation is still open, if neither a failed call to Chalk nor an obstacle of credentials is the reason. */
public enum RevocationReason implements Reason {
    NOT_YET_DUE(
            "NotYetDue",
            true,
            "Workloads may use the token until `spec.notBefore` (`deletionPolicy: Retain` during an overlap). If the"
                    + " Secret was renamed, the one of the former name is deleted with the token.",
            ReasonText.NO_ACTION),
    CONNECTION_DELETED(
            "ConnectionDeleted",
            false,
            "The connection or its Secret was deleted, often with its namespace. The operator cannot revoke the token"
                    + " without it.",
            "Create it again, or revoke the token in Chalk by hand (its id is in the message) and delete the"
                    + " `ChalkRevocation`."),
    TOKEN_IN_USE(
            "TokenInUse",
            false,
            "A credential of that name, or a Secret that was written for one, now holds the token. It is not revoked, and"
                    + " the `ChalkRevocation` is deleted when the token is gone.",
            "If that is intended, delete the `ChalkRevocation`. Otherwise delete that credential or Secret."),
    NAMESPACE_FORBIDDEN(
            "NamespaceForbidden",
            false,
            "The operator may not read the namespace of the credential, because its Role was deleted with the namespace."
                    + " It cannot tell whether the token is in use again, so it does not revoke it.",
            "Grant the right that the message names. If the namespace is gone, remove it from"
                    + " `CHALK_OPERATOR_WATCH_NAMESPACES` and restart the operator, which then continues."),
    WATCHING_FOR_STRAYS(
            "WatchingForStrays",
            true,
            "The operator revokes what interrupted attempts left as it appears. It stops after two listings without any, a"
                    + " minute apart.",
            "Wait.");

    private final ReasonText text;

    RevocationReason(String word, boolean passing, String meaning, String remedy) {
        this.text = new ReasonText(
                word, "`ChalkRevocation`: " + (passing ? "`Reconciling`" : "`Stalled`"), meaning, remedy);
    }

    @Override
    public ReasonText text() {
        return text;
    }
}
