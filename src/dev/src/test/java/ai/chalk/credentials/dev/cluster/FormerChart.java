// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.nio.file.Path;
import java.util.Optional;

/** The chart as it was before its last change, from the history of this repository. */
public final class FormerChart {

    private FormerChart() {}

    /**
     * Puts it into a folder and returns where it is there; nothing where git knows no former one, as in a shallow clone or a
     * copy without history, which is told on the standard error.
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
            System.err.println("git knows no former " + chart + ", so one is made up: " + noHistory.getMessage());
            return Optional.empty();
        }
        ExternalCommand.of("tar", "-xf", archive, "-C", folder.toString()).run();
        return Optional.of(folder.resolve(chart));
    }
}
