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
 * What a storm has shown.
 *
 * @param breaches of what is promised; empty when all held
 * @param attempts to issue that were begun
 * @param created tokens that were made in Chalk
 * @param published tokens of them that were in a Secret
 * @param mostAlive published tokens of a credential at a time
 * @param mostWithLost with those that the user destroyed or called leaked
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

    /** Tokens that were made and never given to anybody: whoever made them died, or was not told. */
    public int interrupted() {
        return created - published;
    }

    /** For people. */
    String figures() {
        return String.join(
                "\n",
                line(options.kills(), "kills of the operator with -9, in " + seconds(storm)),
                line(options.credentials(), "credentials, all Ready and at rest " + seconds(calm) + " after the storm"),
                line(attempts, "attempts to issue a token"),
                line(created, "tokens created in Chalk"),
                line(published, "of them published: " + (published - options.credentials()) + " rotations and repairs"),
                line(interrupted(), "of them never published, and revoked as strays"),
                line(mostAlive, "published tokens of a credential alive at a time, at most"),
                line(mostWithLost, "with those whose value the user had destroyed or called leaked"),
                "What an operator died in the middle of:",
                windows.entrySet().stream()
                        .map(entry -> line(entry.getValue(), entry.getKey().words()))
                        .collect(Collectors.joining("\n")),
                "What the user did meanwhile:",
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
