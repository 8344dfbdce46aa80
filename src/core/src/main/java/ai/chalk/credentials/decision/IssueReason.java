// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

/** Why a token is issued: the only causes there are, and the words for them in status, events and metrics. */
public enum IssueReason {
    /** The credential has none yet. */
    INITIAL("Initial", true),
    /** Somebody reported that the value has leaked: a successor now, and everything older is revoked at once. */
    LEAKED("Leaked", true),
    /** Chalk no longer has the token, or no longer accepts it: somebody revoked it there. */
    REVOKED_IN_CHALK("RevokedInChalk", true),
    /** {@code spec.rotation.trigger} changed. */
    TRIGGER("Trigger", false),
    /** Somebody asked for it by annotation. */
    REQUESTED("Requested", false),
    /** The interval of {@code spec.rotation} is over, or its schedule fired. */
    DUE("Due", false),
    /** Somebody deleted the Secret; its value cannot be read from Chalk again. */
    SECRET_LOST("SecretLost", true),
    /** Somebody changed client id, client secret or provenance in the Secret, or restored an older one. */
    SECRET_TAMPERED("SecretTampered", true),
    /** {@code spec.secret.name} changed. */
    SECRET_RENAMED("SecretRenamed", false),
    /** The text of {@code spec.project}, {@code spec.environment} or {@code spec.connectionRef} changed. */
    MOVED("Moved", false);

    private final String word;
    private final boolean repair;

    IssueReason(String word, boolean repair) {
        this.word = word;
        this.repair = repair;
    }

    /** The word that users see. */
    public String word() {
        return word;
    }

    /** Whether the token that it replaces is as the spec wants it, but for its age. */
    boolean keepsToken() {
        return this == DUE || this == TRIGGER || this == REQUESTED;
    }

    /** Whether nothing usable is published, so that it cannot wait until an earlier predecessor is revoked. */
    public boolean isRepair() {
        return repair;
    }
}
