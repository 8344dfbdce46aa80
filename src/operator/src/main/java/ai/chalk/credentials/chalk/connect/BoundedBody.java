// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response body up to a limit and closes the connection there, so that no response takes more memory than the limit. A
 * truncated body is a result rather than an error, because the status before it may say more.
 */
final class BoundedBody implements BodySubscriber<BoundedBody.Content> {

    private static final int ERROR_LIMIT = 64 << 10;

    private final int limit;
    private final CompletableFuture<Content> result = new CompletableFuture<>();
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    private BoundedBody(int limit) {
        this.limit = limit;
    }

    /** Responses with status 200 are read up to {@code limit}; of others only the first bytes matter, which hold the error code. */
    static BodyHandler<Content> upTo(int limit) {
        return head -> new BoundedBody(head.statusCode() == 200 ? limit : Math.min(limit, ERROR_LIMIT));
    }

    @Override
    public CompletionStage<Content> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription opened) {
        subscription = opened;
        opened.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (var buffer : buffers) {
            if (result.isDone()) {
                return;
            }
            if (read.size() + buffer.remaining() > limit) {
                cancel();
            } else {
                var bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                read.writeBytes(bytes);
            }
        }
    }

    /** Completes the result first, because with HTTP/2 the JDK fails an open body when it is cancelled. */
    private void cancel() {
        result.complete(new Content(read.toByteArray(), true));
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable failure) {
        result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        result.complete(new Content(read.toByteArray(), false));
    }

    /** The bytes that were read. A class without {@code toString}, because they may contain a secret. */
    static final class Content {

        static final Content NONE = new Content(new byte[0], false);

        private final byte[] bytes;
        private final boolean truncated;

        private Content(byte[] bytes, boolean truncated) {
            this.bytes = bytes;
            this.truncated = truncated;
        }

        /** Not copied: the only reader is the JSON parser. */
        byte[] bytes() {
            return bytes;
        }

        /** Whether the body was longer than the limit. */
        boolean isTruncated() {
            return truncated;
        }
    }
}
