// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.policy;

import ai.chalk.credentials.chalk.ChalkFailureKind;
import java.util.Arrays;

/** Why a connection is ready or not: the reasons of its Ready condition. */
public enum ConnectionReason {
    /** Chalk accepts the client id and secret, and has listed the environments that they reach. */
    CONNECTED("Connected", false),
    /** The spec contains a value that this version does not know, or lacks a value: correct what the message names. */
    INVALID_SPEC("InvalidSpec", false),
    /** The operator's setting {@code allowed-api-servers} does not allow {@code spec.apiServer}: change one of them. */
    API_SERVER_NOT_ALLOWED("ApiServerNotAllowed", false),
    /** {@code spec.credentialsSecretRef} names a Secret that does not exist: create it. */
    SECRET_NOT_FOUND("SecretNotFound", false),
    /** The Secret lacks the key of the client id or of the client secret: add it, or name another key. */
    SECRET_KEY_MISSING("SecretKeyMissing", false),
    /** {@code spec.caBundleRef} names an object that does not exist: create it. */
    CA_BUNDLE_NOT_FOUND("CaBundleNotFound", false),
    /** The object with the CA bundle lacks the key: add it, or name another key. */
    CA_BUNDLE_KEY_MISSING("CaBundleKeyMissing", false),
    /** The CA bundle does not contain certificates in PEM format: correct it. */
    CA_BUNDLE_INVALID("CaBundleInvalid", false),
    /** The operator may not read the Secret or the CA bundle: give its service account {@code get} and {@code watch}. */
    REFERENCE_FORBIDDEN("ReferenceForbidden", false),
    /** The Kubernetes API server did not answer. Retried. */
    KUBERNETES_UNAVAILABLE("KubernetesUnavailable", true),
    /** Chalk does not accept the client id and secret: put a valid pair into the Secret. */
    UNAUTHORIZED("Unauthorized", false),
    /**
     * Chalk knows the caller, but does not permit it to read the team: give its service token the permissions that it
     * needs.
     */
    PERMISSION_DENIED("PermissionDenied", false),
    /** Chalk does not understand the request, most likely because {@code spec.apiServer} is not a Chalk API server. */
    REJECTED("Rejected", false),
    /** Chalk does not answer, or asks to try later. Retried. */
    CHALK_UNREACHABLE("ChalkUnreachable", true),
    /** Chalk asks for fewer calls. Retried. Lower {@code spec.limits} if it persists. */
    THROTTLED("Throttled", true),
    /** The connection's own {@code spec.limits} left no capacity for a call. Retried. Raise them if it persists. */
    BUSY("Busy", true),
    /** The response does not come from a Chalk API server, but most likely from a proxy. Retried. */
    UNINTELLIGIBLE("Unintelligible", true);

    private final String word;
    private final boolean passing;

    ConnectionReason(String word, boolean passing) {
        this.word = word;
        this.passing = passing;
    }

    /** The reason as the condition has it. */
    public String word() {
        return word;
    }

    /** Whether a retry can succeed. Otherwise a person must act. */
    public boolean isPassing() {
        return passing;
    }

    /** The same for the reason of a condition. False for a reason that is not defined here. */
    public static boolean isPassing(String word) {
        return Arrays.stream(values()).anyMatch(known -> known.word.equals(word) && known.passing);
    }

    public static ConnectionReason of(ChalkFailureKind kind) {
        return switch (kind) {
            case UNAVAILABLE -> CHALK_UNREACHABLE;
            case THROTTLED -> THROTTLED;
            case BUSY -> BUSY;
            case UNINTELLIGIBLE -> UNINTELLIGIBLE;
            case UNAUTHENTICATED -> UNAUTHORIZED;
            case PERMISSION_DENIED -> PERMISSION_DENIED;
            case NOT_FOUND, REJECTED -> REJECTED;
        };
    }
}
