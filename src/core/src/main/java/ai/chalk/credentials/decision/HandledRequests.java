// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.api.v1alpha1.RotationStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The requests that a token satisfies once it is published; each may be absent. */
public record HandledRequests(
        @Nullable String handledTrigger, @Nullable String handledRotateRequest, @Nullable String handledRevokeRequest) {

    /** Those of the attempt. A take-over keeps them: the attempt does not satisfy a request that came after it began. */
    public static HandledRequests of(PendingToken attempt) {
        return new HandledRequests(
                attempt.handledTrigger(), attempt.handledRotateRequest(), attempt.handledRevokeRequest());
    }

    /** All present requests: whatever the cause, the token will be younger than the request. */
    public static HandledRequests of(Observation seen) {
        var before = Optional.ofNullable(seen.status().rotation());
        var asked = seen.requests();
        return new HandledRequests(
                asked.trigger()
                        .or(() -> before.map(RotationStatus::handledTrigger))
                        .orElse(null),
                asked.rotate()
                        .or(() -> before.map(RotationStatus::handledRotateRequest))
                        .orElse(null),
                asked.revoke()
                        .or(() -> before.map(RotationStatus::handledRevokeRequest))
                        .orElse(null));
    }
}
