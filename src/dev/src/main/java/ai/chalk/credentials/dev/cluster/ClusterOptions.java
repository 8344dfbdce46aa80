// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster is to be. Start from {@link #DEFAULT}.
 *
 * @param workFolder where everything is kept, also after the end; a temporary folder when absent
 * @param auditLog where the API server writes a line of JSON for each request (who did what to which object, no content);
 *     none when absent
 * @param node whether there is a scheduler and a node, so that Pods start and Secrets are mounted
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
