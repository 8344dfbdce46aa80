// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import java.time.Duration;
import java.util.Optional;

/** A response of the server or of a proxy. A class without {@code toString}, because the body may contain a secret. */
final class ChalkResponse {

    private final int status;
    private final Optional<String> contentType;
    private final Optional<Duration> retryAfter;
    private final BoundedBody.Content content;

    ChalkResponse(
            int status, Optional<String> contentType, Optional<Duration> retryAfter, BoundedBody.Content content) {
        this.status = status;
        this.contentType = contentType;
        this.retryAfter = retryAfter;
        this.content = content;
    }

    int status() {
        return status;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    BoundedBody.Content content() {
        return content;
    }

    /** A Chalk API server never sends HTML: a proxy or another server has answered. */
    boolean isHtml() {
        return contentType.filter(type -> type.startsWith("text/html")).isPresent();
    }
}
