// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The options of a cluster. Start from {@link #DEFAULT}.
 *
 * @param workFolder the folder for all files, which is kept at the end; a temporary folder by default
 * @param auditLog the file in which the API server writes a line of JSON for each request (who did what to which
 * object, without content); none by default
 * @param node whether to start a scheduler and a node, so that Pods start and Secrets are mounted
 * @param startLimit how long the start may take before it counts as failed
 */
public record ClusterOptions(@Nullable Path workFolder, @Nullable Path auditLog, boolean node, Duration startLimit) {
    public static final ClusterOptions DEFAULT = new ClusterOptions(null, null, false, Duration.ofMinutes(2));

    public ClusterOptions withWorkFolder(Path folder) {
        return new ClusterOptions(folder, auditLog, node, startLimit);
    }

    public ClusterOptions withAuditLog(Path file) {
        return new ClusterOptions(workFolder, file, node, startLimit);
    }

    public ClusterOptions withNode() {
        return new ClusterOptions(workFolder, auditLog, true, startLimit);
    }

    public ClusterOptions withStartLimit(Duration limit) {
        return new ClusterOptions(workFolder, auditLog, node, limit);
    }
}
