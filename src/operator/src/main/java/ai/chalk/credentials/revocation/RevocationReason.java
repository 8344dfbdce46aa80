// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

/** Why a record is still there, where neither a failed call to Chalk nor an obstacle of credentials says it. */
public enum RevocationReason {
    /** Workloads may use the token until {@code spec.notBefore}. */
    NOT_YET_DUE("NotYetDue"),
    /** Connection or Secret is gone, so nobody can revoke the token through it any more. */
    CONNECTION_GONE("ConnectionGone"),
    /** A credential, or a Secret that was written for one, holds the token now. */
    TOKEN_IN_USE("TokenInUse"),
    /** The operator may not look at the credential's namespace, so nobody can tell whether the token is held there again. */
    NAMESPACE_FORBIDDEN("NamespaceForbidden"),
    /** What interrupted attempts left is revoked, or nothing was found; a late one may still appear. */
    LOOKED_FOR_AGAIN("LookedForAgain");

    private final String word;

    RevocationReason(String word) {
        this.word = word;
    }

    /** The word that users see. */
    public String word() {
        return word;
    }
}
