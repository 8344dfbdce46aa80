// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a guarded write ended.
 *
 * @param object as it is now on the API server, if it was written
 * @param message what the API server said, if it refused; it contains no value of a Secret
 */
public record WriteResult<T>(Result result, Optional<T> object, String message) {

    private static final int FORBIDDEN = 403;

    public enum Result {
        /** The object was written. */
        DONE,
        /** The object was changed after the decision, or it is gone. */
        CONFLICT,
        /** The API server refused the write. */
        REFUSED,
        /** No response: the object may have been written or not. */
        DOUBTFUL
    }

    /** Makes one write and translates its failure. */
    public static <T> WriteResult<T> of(Supplier<T> write) {
        try {
            return new WriteResult<>(Result.DONE, Optional.ofNullable(write.get()), "");
        } catch (KubernetesClientException e) {
            return new WriteResult<>(result(e.getCode()), Optional.empty(), describe(e));
        }
    }

    /** The same for a Secret. A response that may quote the Secret is not passed on. */
    public static <T> WriteResult<T> ofSecret(String name, Supplier<T> write) {
        try {
            return new WriteResult<>(Result.DONE, Optional.ofNullable(write.get()), "");
        } catch (KubernetesClientException e) {
            return new WriteResult<>(result(e.getCode()), Optional.empty(), SecretWriteRefusal.describe(name, e));
        }
    }

    private static Result result(int code) {
        return switch (code) {
            case 404, 409 -> Result.CONFLICT;
            case 400, 401, 403, 405, 413, 415, 422 -> Result.REFUSED;
            default -> Result.DOUBTFUL;
        };
    }

    /** The whole message only if it cannot quote the object: "forbidden" refers to names, permissions and quotas. */
    public static String describe(KubernetesClientException e) {
        var status = Optional.ofNullable(e.getStatus());
        var said = e.getCode() == FORBIDDEN ? status.map(Status::getMessage) : status.map(Status::getReason);
        return "the API server answered " + e.getCode()
                + said.map(text -> ": " + text).orElse("");
    }

    public boolean isDone() {
        return result == Result.DONE;
    }
}
