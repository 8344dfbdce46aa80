// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.ChalkFailureKind.NOT_FOUND;
import static ai.chalk.credentials.chalk.ChalkFailureKind.PERMISSION_DENIED;
import static ai.chalk.credentials.chalk.ChalkFailureKind.REJECTED;
import static ai.chalk.credentials.chalk.ChalkFailureKind.THROTTLED;
import static ai.chalk.credentials.chalk.ChalkFailureKind.UNAUTHENTICATED;
import static ai.chalk.credentials.chalk.ChalkFailureKind.UNAVAILABLE;
import static ai.chalk.credentials.chalk.ChalkFailureKind.UNINTELLIGIBLE;

import ai.chalk.credentials.chalk.ChalkFailureKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The meaning of a response with a status other than 200. If its body is a Connect error, the code of that error decides.
 * Otherwise the status does, with care: a 404 of a proxy must never be taken for "this token does not exist".
 *
 * @param sentence continues after "CreateServiceToken at api.chalk.ai"
 */
record ErrorResponse(ChalkFailureKind kind, boolean doubtful, String sentence) {

    private static final String NOT_CHALK = "; a proxy or another server has answered, check apiServer";

    static ErrorResponse of(ChalkResponse answer) {
        if (answer.isHtml() && answer.status() < 500 && answer.status() != 429) {
            return definite(
                    UNINTELLIGIBLE, "was answered with status " + answer.status() + " and a web page" + NOT_CHALK);
        }
        var status = answer.status();
        return code(answer)
                .flatMap(code -> rejected(code).or(() -> byCode(code)))
                .map(read -> status < 500 || read.isUnimplemented() ? read : read.inDoubt())
                .orElseGet(() -> byStatus(status));
    }

    private static Optional<String> code(ChalkResponse answer) {
        return answer.content().isTruncated()
                ? Optional.empty()
                : ConnectJson.read(answer.content().bytes(), ConnectMessages.ConnectError.class)
                        .map(ConnectMessages.ConnectError::code)
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue);
    }

    private static Optional<ErrorResponse> rejected(String code) {
        return Optional.ofNullable(
                switch (code) {
                    case "invalid_argument" ->
                        definite(
                                REJECTED,
                                "was refused: Chalk considers a value invalid"
                                        + " (invalid_argument); check the permissions and tags");
                    case "failed_precondition" ->
                        definite(
                                REJECTED,
                                "was refused: something in Chalk is not in the"
                                        + " required state (failed_precondition)");
                    case "out_of_range" -> definite(REJECTED, "was refused: a value is out of range (out_of_range)");
                    case "already_exists" -> definite(REJECTED, "was refused: it already exists (already_exists)");
                    case "unimplemented" -> unimplemented();
                    default -> null;
                });
    }

    private static Optional<ErrorResponse> byCode(String code) {
        return Optional.ofNullable(
                switch (code) {
                    case "not_found" -> definite(NOT_FOUND, "was refused: the object does not exist (not_found)");
                    case "permission_denied" -> permissionDenied("permission_denied");
                    case "unauthenticated" -> unauthenticated();
                    case "resource_exhausted" -> throttled("resource_exhausted");
                    case "aborted" -> definite(UNAVAILABLE, "conflicted with another change (aborted); try again");
                    case "canceled", "unknown", "deadline_exceeded", "internal", "unavailable", "data_loss" ->
                        failed(code);
                    default -> null;
                });
    }

    private static ErrorResponse byStatus(int status) {
        return switch (status) {
            case 400, 409, 413, 422 -> definite(REJECTED, "was refused (status " + status + ")");
            case 401 -> unauthenticated();
            case 403 -> permissionDenied("status 403");
            case 407 ->
                definite(
                        REJECTED,
                        "was refused by the proxy (status 407); check user and password"
                                + " in HTTPS_PROXY or HTTP_PROXY, and jdk.http.auth.tunneling.disabledSchemes");
            case 408, 499 -> failed("status " + status);
            case 429 -> throttled("status 429");
            default -> byClass(status);
        };
    }

    private static ErrorResponse byClass(int status) {
        if (status >= 500) {
            return failed("status " + status);
        }
        if (status >= 400) {
            return definite(UNINTELLIGIBLE, "was answered with status " + status + " and no Connect error" + NOT_CHALK);
        }
        return status >= 300
                ? definite(
                        UNINTELLIGIBLE,
                        "was answered with a redirect (status " + status
                                + "), which is not followed; set apiServer to the final URL")
                : new ErrorResponse(
                        UNINTELLIGIBLE, true, "was answered with status " + status + " instead of 200" + NOT_CHALK);
    }

    private static ErrorResponse unauthenticated() {
        return definite(
                UNAUTHENTICATED,
                "was refused: Chalk does not accept the client id and secret (unauthenticated);"
                        + " check that they belong together and that the service token still exists");
    }

    private static ErrorResponse permissionDenied(String word) {
        return definite(
                PERMISSION_DENIED,
                "was refused: the service token of the connection lacks the permission (" + word
                        + "); grant it the permissions that the documentation lists, in that environment");
    }

    private static ErrorResponse throttled(String word) {
        return definite(THROTTLED, "was refused: too many requests (" + word + "); it is retried automatically");
    }

    private static ErrorResponse failed(String word) {
        return new ErrorResponse(UNAVAILABLE, true, "failed on the server (" + word + ")");
    }

    private static ErrorResponse unimplemented() {
        return definite(
                REJECTED, "was refused: the server does not implement this call (unimplemented); check apiServer");
    }

    private boolean isUnimplemented() {
        return equals(unimplemented());
    }

    private ErrorResponse inDoubt() {
        return new ErrorResponse(kind, true, sentence);
    }

    private static ErrorResponse definite(ChalkFailureKind kind, String sentence) {
        return new ErrorResponse(kind, false, sentence);
    }
}
