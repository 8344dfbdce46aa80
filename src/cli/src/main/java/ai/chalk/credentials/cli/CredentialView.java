// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.BlockingPod;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.RevocationPolicy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One credential as {@code status} shows it; its components are the fields of the JSON.
 *
 * @param ready the status of the condition Ready: True, False or Unknown
 * @param reason the reason of the condition Ready
 * @param warnings the other conditions that are true
 */
record CredentialView(
        String namespace,
        String name,
        String ready,
        String reason,
        String message,
        String project,
        String environment,
        SecretPart secret,
        ConnectionPart connection,
        @Nullable TokenPart current,
        @Nullable PendingPart pending,
        RotationPart rotation,
        List<RetiringPart> retiring,
        List<WarningPart> warnings,
        @Nullable FailurePart failure) {

    /** The Secret with the names of its keys, never their values. */
    record SecretPart(String name, List<String> keys) {}

    record ConnectionPart(ConnectionKind kind, @Nullable String namespace, String name, @Nullable String apiServer) {}

    record TokenPart(
            long revision,
            String clientId,
            String tokenId,
            String reason,
            Instant issueTime,
            @Nullable Instant publishTime,
            String projectId,
            String projectName,
            String environmentId,
            String environmentName) {}

    record PendingPart(long revision, String reason, Instant startTime) {}

    /**
     * The rotation settings and the next rotations.
     *
     * @param timeZone the time zone of the schedule, or UTC
     */
    record RotationPart(
            @Nullable String interval,
            @Nullable String schedule,
            String timeZone,
            boolean suspended,
            RevocationPolicy revocationPolicy,
            @Nullable Instant next,
            List<Instant> upcoming) {}

    record RetiringPart(
            long revision,
            String clientId,
            Instant revokeTime,
            boolean immediate,
            List<BlockingPod> blockedBy,
            int blockedByCount) {}

    record WarningPart(String type, String reason, String message, @Nullable Instant since) {}

    record FailurePart(int count, String reason, String message, Instant lastTime, Instant nextAttemptTime) {}

    boolean isReady() {
        return ready.equals("True");
    }

    boolean has(String warning) {
        return warnings.stream().anyMatch(found -> found.type().equals(warning));
    }
}
