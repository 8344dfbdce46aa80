// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.chalk.ChalkFailureKind;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Why a step failed: the words in {@code status.failure}, conditions and events. */
public enum FailureReason {
    /** Chalk does not answer, or answers that it cannot now. */
    CHALK_UNAVAILABLE("ChalkUnavailable", true),
    /** Chalk asks to be asked less often. */
    CHALK_THROTTLED("ChalkThrottled", true),
    /** The connection's own limits leave no room for a call now. */
    CONNECTION_BUSY("ConnectionBusy", true),
    /** What answered is not Chalk, most likely a proxy in between. */
    CHALK_UNINTELLIGIBLE("ChalkUnintelligible", true),
    /** Chalk does not accept the connection's own client id and secret. */
    CONNECTION_UNAUTHORIZED("ConnectionUnauthorized", false),
    /** The connection's own credential may not do this in Chalk. */
    PERMISSION_DENIED("PermissionDenied", false),
    /** Chalk does not know what was asked for. */
    NOT_FOUND("NotFoundInChalk", false),
    /** Chalk refuses the request as it is. */
    REJECTED("RejectedByChalk", false),
    /** Chalk created or changed a token, with other grants than were asked for. */
    GRANTS_NOT_APPLIED("GrantsNotApplied", false),
    /** Chalk does not accept the client id and secret that it has just created. */
    NOT_VERIFIED("NewTokenNotAccepted", true),
    /** Chalk lists a token that status or Secret call ours under another name: it is not touched. */
    TOKEN_NOT_OURS("TokenNotOurs", false),
    /** A token is missing from a listing, and one listing is not believed. */
    NOT_LISTED("TokenNotListed", true),
    /** Chalk does not confirm what the Secret says of itself: the Secret counts as tampered with. */
    SECRET_NOT_GENUINE("SecretNotGenuine", true),
    /** Somebody else wrote the Secret while a token was being issued for it. */
    SECRET_CHANGED("SecretChangedMeanwhile", true),
    /** Somebody else changes the Secret again and again as soon as it is written. */
    SECRET_FOUGHT_OVER("SecretFoughtOver", false),
    /** The API server of Kubernetes refuses what must be written. */
    KUBERNETES_REFUSED("KubernetesRefused", false),
    /** The API server of Kubernetes did not answer. */
    KUBERNETES_UNAVAILABLE("KubernetesUnavailable", true);

    private static final Map<ChalkFailureKind, FailureReason> BY_KIND = Map.of(
            ChalkFailureKind.UNAVAILABLE, CHALK_UNAVAILABLE,
            ChalkFailureKind.THROTTLED, CHALK_THROTTLED,
            ChalkFailureKind.BUSY, CONNECTION_BUSY,
            ChalkFailureKind.UNINTELLIGIBLE, CHALK_UNINTELLIGIBLE,
            ChalkFailureKind.UNAUTHENTICATED, CONNECTION_UNAUTHORIZED,
            ChalkFailureKind.PERMISSION_DENIED, PERMISSION_DENIED,
            ChalkFailureKind.NOT_FOUND, NOT_FOUND,
            ChalkFailureKind.REJECTED, REJECTED);

    private final String word;
    private final boolean passing;

    FailureReason(String word, boolean passing) {
        this.word = word;
        this.passing = passing;
    }

    /** The word that users see. */
    public String word() {
        return word;
    }

    /** Whether waiting can help; otherwise somebody must act. */
    public boolean isPassing() {
        return passing;
    }

    /** Whether the failure of that word is one of the way to Chalk, so that whatever goes the same way would fail as well. */
    static boolean isOfConnection(String word) {
        return Stream.of(CHALK_UNAVAILABLE, CHALK_THROTTLED, CHALK_UNINTELLIGIBLE, CONNECTION_UNAUTHORIZED)
                .anyMatch(reason -> reason.word.equals(word));
    }

    /** Whether waiting can help with the failure of that word; for an unknown one it may. */
    public static boolean isPassing(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word.equals(word))
                .findFirst()
                .map(FailureReason::isPassing)
                .orElse(true);
    }

    /** What a failed call to Chalk means for the credential. */
    public static FailureReason of(ChalkFailureKind kind) {
        return Objects.requireNonNull(BY_KIND.get(kind));
    }
}
