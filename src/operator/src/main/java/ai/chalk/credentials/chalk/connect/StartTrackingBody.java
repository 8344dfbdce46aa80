// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * A request body that records whether the HTTP client has begun to send it. Before that, the server cannot have carried out
 * anything, whatever has failed.
 */
final class StartTrackingBody implements BodyPublisher {

    private final BodyPublisher body;
    private volatile boolean begun;

    StartTrackingBody(byte[] body) {
        this.body = BodyPublishers.ofByteArray(body);
    }

    boolean isBegun() {
        return begun;
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        begun = true;
        body.subscribe(subscriber);
    }
}
