// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

/** Why a record still exists, in addition to failed calls to Chalk and the obstacles of credentials. */
public enum RevocationReason {
    /** Workloads may use the token until {@code spec.notBefore}. */
    NOT_YET_DUE("NotYetDue"),
    /** The connection or its Secret is gone, so the token cannot be revoked through it any more. */
    CONNECTION_GONE("ConnectionGone"),
    /** A credential, or a Secret that was written for one, holds the token now. */
    TOKEN_ADOPTED("TokenAdopted"),
    /**
     * The operator may not read the credential's namespace, so it cannot determine whether the token is held there
     * again.
     */
    NAMESPACE_FORBIDDEN("NamespaceForbidden"),
    /** What interrupted attempts left is revoked, or nothing was found; a late token may still appear. */
    LOOKED_FOR_AGAIN("LookedForAgain");

    private final String word;

    RevocationReason(String word) {
        this.word = word;
    }

    /** The reason of the condition. */
    public String word() {
        return word;
    }
}
