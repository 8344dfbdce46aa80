// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.policy;

import ai.chalk.credentials.chalk.ChalkFailureKind;
import ai.chalk.credentials.common.Reason;
import ai.chalk.credentials.common.ReasonText;
import java.util.Arrays;

/** Why a connection is ready or not: the reasons of its conditions. */
public enum ConnectionReason implements Reason {
    CONNECTED(
            "Connected",
            "connection: `Ready`",
            false,
            "Chalk accepts the client id and secret, and returned the environments that they reach.",
            ReasonText.NO_ACTION),
    INVALID_SPEC(
            "InvalidSpec", false, "The spec lacks a value or has an unknown one.", "Correct what the message names."),
    API_SERVER_NOT_ALLOWED(
            "ApiServerNotAllowed",
            false,
            "The setting `allowed-api-servers` does not allow `spec.apiServer`.",
            "Change one of them."),
    SECRET_NOT_FOUND(
            "SecretNotFound", false, "The Secret of `spec.credentialsSecretRef` does not exist.", "Create it."),
    SECRET_KEY_MISSING("SecretKeyMissing", false, "The Secret lacks a key.", "Add it, or name another key."),
    CA_BUNDLE_NOT_FOUND("CaBundleNotFound", false, "The object of `spec.caBundleRef` does not exist.", "Create it."),
    CA_BUNDLE_KEY_MISSING("CaBundleKeyMissing", false, "The CA bundle lacks the key.", "Add it, or name another key."),
    CA_BUNDLE_INVALID("CaBundleInvalid", false, "The CA bundle does not contain certificates in PEM.", "Correct it."),
    REFERENCE_FORBIDDEN(
            "ReferenceForbidden",
            false,
            "The operator may not read the Secret or the CA bundle.",
            "Compare its rights with `rbac.yaml`."),
    KUBERNETES_UNAVAILABLE("KubernetesUnavailable", true, "The API server did not answer.", "Wait."),
    UNAUTHORIZED(
            "Unauthorized",
            false,
            "Chalk does not accept the client id and secret.",
            "Put a valid pair into the Secret."),
    PERMISSION_DENIED("PermissionDenied", false, "The token may not read the team.", "Let it read the team in Chalk."),
    REJECTED("Rejected", false, "Chalk does not understand the request.", "Check `spec.apiServer`."),
    CHALK_UNREACHABLE(
            "ChalkUnreachable",
            true,
            "Chalk does not answer, or answers that it is unavailable.",
            "Wait. If it persists, check the network."),
    THROTTLED("Throttled", true, "Chalk limits the rate of calls.", "Wait. If it persists, lower `spec.limits`."),
    BUSY(
            "Busy",
            true,
            "The connection's own `spec.limits` left no room for the check.",
            "Wait. If it persists, raise `spec.limits`."),
    UNEXPECTED_RESPONSE(
            "UnexpectedResponse",
            true,
            "The response is not from a Chalk API server, most likely from a proxy.",
            "Check `spec.apiServer` and the proxies.");

    private final ReasonText text;
    private final boolean passing;

    ConnectionReason(String word, boolean passing, String meaning, String remedy) {
        this(word, "connection: " + (passing ? "`Reconciling`" : "`Stalled`"), passing, meaning, remedy);
    }

    ConnectionReason(String word, String where, boolean passing, String meaning, String remedy) {
        this.text = new ReasonText(word, where, meaning, remedy);
        this.passing = passing;
    }

    @Override
    public ReasonText text() {
        return text;
    }

    /** Whether waiting can help; otherwise manual action is needed. */
    public boolean isPassing() {
        return passing;
    }

    /** Whether waiting can help with the reason of that word in a condition; with an unknown word it cannot. */
    public static boolean isPassing(String word) {
        return Arrays.stream(values()).anyMatch(known -> known.word().equals(word) && known.passing);
    }

    /** The reason for the connection when a call to Chalk has failed. */
    public static ConnectionReason of(ChalkFailureKind kind) {
        return switch (kind) {
            case UNAVAILABLE -> CHALK_UNREACHABLE;
            case THROTTLED -> THROTTLED;
            case BUSY -> BUSY;
            case UNINTELLIGIBLE -> UNEXPECTED_RESPONSE;
            case UNAUTHENTICATED -> UNAUTHORIZED;
            case PERMISSION_DENIED -> PERMISSION_DENIED;
            case NOT_FOUND, REJECTED -> REJECTED;
        };
    }
}
