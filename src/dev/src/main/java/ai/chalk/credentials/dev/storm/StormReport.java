// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.storm;

import ai.chalk.credentials.dev.storm.CrashWindows.Window;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The results of a storm.
 *
 * @param breaches violated promises; empty if all checks passed
 * @param attempts attempts to issue that were begun
 * @param created tokens that were created in Chalk
 * @param published created tokens that were in a Secret
 * @param mostAlive maximum number of valid published tokens of a credential at a time
 * @param mostWithLost the same, including tokens that the user destroyed or reported as leaked
 */
public record StormReport(
        StormOptions options,
        List<String> breaches,
        long attempts,
        int created,
        int published,
        int mostAlive,
        int mostWithLost,
        Map<Window, Integer> windows,
        Map<StormAct, Integer> acts,
        Duration storm,
        Duration calm) {

    /** Tokens that were created but never published, because the operator was killed or got no response. */
    public int interrupted() {
        return created - published;
    }

    /** The figures as text for users. */
    String figures() {
        return String.join(
                "\n",
                line(options.kills(), "kills of the operator with SIGKILL, in " + seconds(storm)),
                line(options.credentials(), "credentials, all Ready and at rest " + seconds(calm) + " after the storm"),
                line(attempts, "attempts to issue a token"),
                line(created, "tokens created in Chalk"),
                line(published, "of them published: " + (published - options.credentials()) + " rotations and repairs"),
                line(interrupted(), "of them never published, and revoked as strays"),
                line(mostAlive, "published tokens of a credential valid at a time, at most"),
                line(
                        mostWithLost,
                        "the same, including those whose value the user had destroyed or reported as leaked"),
                "Crash windows in which an operator was killed:",
                windows.entrySet().stream()
                        .map(entry -> line(entry.getValue(), entry.getKey().words()))
                        .collect(Collectors.joining("\n")),
                "Acts of the user:",
                acts.entrySet().stream()
                        .map(entry -> line(entry.getValue(), entry.getKey().words()))
                        .collect(Collectors.joining("\n")));
    }

    private static String line(long number, String what) {
        return String.format(Locale.ROOT, "%7d  %s", number, what);
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
