// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.nio.file.Path;
import java.util.Optional;

/** The chart before its last change, from the history of this repository. */
public final class FormerChart {

    private FormerChart() {}

    /**
     * Copies the former chart into a folder and returns its path. Empty if git has none, as in a shallow clone or a
     * copy without history; this is reported on standard error.
     */
    public static Optional<Path> inGit(Path chart, Path folder) {
        var archive = folder.resolve("former.tar").toString();
        try {
            var changed = ExternalCommand.of("git", "log", "-1", "--format=%H", "--", chart.toString())
                    .run()
                    .strip();
            ExternalCommand.of("git", "archive", "--output=" + archive, changed + "~1", chart.toString())
                    .run();
        } catch (ClusterUnavailableException noHistory) {
            System.err.println("git has no earlier version of " + chart + ", so the test uses an artificial one: "
                    + noHistory.getMessage());
            return Optional.empty();
        }
        ExternalCommand.of("tar", "-xf", archive, "-C", folder.toString()).run();
        return Optional.of(folder.resolve(chart));
    }
}
