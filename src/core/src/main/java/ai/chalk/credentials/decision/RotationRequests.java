// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.Rotation;
import ai.chalk.credentials.common.Fingerprint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people have asked for: a new text is a new request, and what is remembered as handled is no request any more.
 *
 * @param trigger of the spec, for git
 * @param rotate the annotation that asks for a successor
 * @param revoke the annotation that reports a leak: a successor, and everything older revoked at once
 */
public record RotationRequests(Optional<String> trigger, Optional<String> rotate, Optional<String> revoke) {

    /** Nobody asks for anything. */
    public static final RotationRequests NONE =
            new RotationRequests(Optional.empty(), Optional.empty(), Optional.empty());

    private static final int LONGEST = 128;

    /** As spec and annotations have them; a text that is too long to be written down as handled is known by its hash. */
    public static RotationRequests of(@Nullable Rotation rotation, @Nullable String rotate, @Nullable String revoke) {
        return new RotationRequests(
                Optional.ofNullable(rotation).map(Rotation::trigger),
                Optional.ofNullable(rotate).map(RotationRequests::remembered),
                Optional.ofNullable(revoke).map(RotationRequests::remembered));
    }

    private static String remembered(String text) {
        return text.length() <= LONGEST ? text : "hash-" + Fingerprint.hex(text);
    }

    /** Whether a text asks for more than was handled; one that was taken away asks for nothing. */
    static boolean isNew(Optional<String> asked, @Nullable String handled) {
        return asked.filter(text -> !text.equals(handled)).isPresent();
    }
}
