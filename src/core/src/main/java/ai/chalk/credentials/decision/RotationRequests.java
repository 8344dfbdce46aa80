// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.Rotation;
import ai.chalk.credentials.common.Fingerprint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests of users. A new text is a new request; a text that the status records as handled is not a request.
 *
 * @param trigger {@code spec.rotation.trigger}, for requests from git
 * @param rotate the annotation that requests a successor
 * @param revoke the annotation that reports a leak: issues a successor and revokes everything older at once
 */
public record RotationRequests(Optional<String> trigger, Optional<String> rotate, Optional<String> revoke) {

    /** No request. */
    public static final RotationRequests NONE =
            new RotationRequests(Optional.empty(), Optional.empty(), Optional.empty());

    private static final int LONGEST = 128;

    /** From spec and annotations. A text that is too long to be recorded as handled is replaced by its hash. */
    public static RotationRequests of(@Nullable Rotation rotation, @Nullable String rotate, @Nullable String revoke) {
        return new RotationRequests(
                Optional.ofNullable(rotation).map(Rotation::trigger),
                Optional.ofNullable(rotate).map(RotationRequests::remembered),
                Optional.ofNullable(revoke).map(RotationRequests::remembered));
    }

    private static String remembered(String text) {
        return text.length() <= LONGEST ? text : "hash-" + Fingerprint.hex(text);
    }

    /** Whether the text differs from the handled one; a removed text requests nothing. */
    static boolean isNew(Optional<String> asked, @Nullable String handled) {
        return asked.filter(text -> !text.equals(handled)).isPresent();
    }
}
