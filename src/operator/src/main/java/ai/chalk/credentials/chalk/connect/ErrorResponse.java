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
 * What an answer other than 200 means. Where a Connect error is in its body, the code there decides; otherwise the status
 * does, and is believed as little as necessary: a bare 404 from a proxy must never pass for "this token does not exist".
 *
 * @param sentence goes on after "CreateServiceToken at api.chalk.ai"
 */
record ErrorResponse(ChalkFailureKind kind, boolean doubtful, String sentence) {

    private static final String NOT_CHALK = "; a proxy or another server answers there, check apiServer";

    static ErrorResponse of(ChalkResponse answer) {
        if (answer.isHtml() && answer.status() < 500 && answer.status() != 429) {
            return definite(UNINTELLIGIBLE, "was answered " + answer.status() + " with a web page" + NOT_CHALK);
        }
        var status = answer.status();
        return code(answer)
                .flatMap(code -> rejected(code).or(() -> byCode(code)))
                .map(read -> status < 500 || read.isUnimplemented() ? read : read.inDoubt())
                .orElseGet(() -> byStatus(status));
    }

    private static Optional<String> code(ChalkResponse answer) {
        return answer.content().isCut()
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
                                "was refused: Chalk calls a value in it invalid"
                                        + " (invalid_argument); check the permissions and tags");
                    case "failed_precondition" ->
                        definite(
                                REJECTED,
                                "was refused: something in Chalk is not in the"
                                        + " state that it needs (failed_precondition)");
                    case "out_of_range" ->
                        definite(REJECTED, "was refused: a value in it is out of range (out_of_range)");
                    case "already_exists" -> definite(REJECTED, "was refused: it exists already (already_exists)");
                    case "unimplemented" -> unimplemented();
                    default -> null;
                });
    }

    private static Optional<ErrorResponse> byCode(String code) {
        return Optional.ofNullable(
                switch (code) {
                    case "not_found" -> definite(NOT_FOUND, "was refused: what it names does not exist (not_found)");
                    case "permission_denied" -> permissionDenied("permission_denied");
                    case "unauthenticated" -> unauthenticated();
                    case "resource_exhausted" -> throttled("resource_exhausted");
                    case "aborted" -> definite(UNAVAILABLE, "collided with another change (aborted); try again");
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
                        "was refused by the proxy on the way (status 407); check user and password"
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
            return definite(UNINTELLIGIBLE, "was answered " + status + " and no more" + NOT_CHALK);
        }
        return status >= 300
                ? definite(
                        UNINTELLIGIBLE,
                        "was answered with a redirect (status " + status
                                + "), which is not followed; set apiServer to the address itself")
                : new ErrorResponse(UNINTELLIGIBLE, true, "was answered " + status + " instead of 200" + NOT_CHALK);
    }

    private static ErrorResponse unauthenticated() {
        return definite(
                UNAUTHENTICATED,
                "was refused: client id and secret are not accepted (unauthenticated);"
                        + " check that they belong together and that the service token still exists");
    }

    private static ErrorResponse permissionDenied(String word) {
        return definite(
                PERMISSION_DENIED,
                "was refused: the service token of the connection may not do this (" + word
                        + "); give it the permissions that the documentation lists, in that environment");
    }

    private static ErrorResponse throttled(String word) {
        return definite(THROTTLED, "was refused: too many requests (" + word + "); it is tried again by itself");
    }

    private static ErrorResponse failed(String word) {
        return new ErrorResponse(UNAVAILABLE, true, "failed on the other side (" + word + ")");
    }

    private static ErrorResponse unimplemented() {
        return definite(REJECTED, "was refused: this server does not know the call (unimplemented); check apiServer");
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
