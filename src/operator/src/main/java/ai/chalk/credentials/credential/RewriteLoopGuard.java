// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.decision.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Tracks how often this process rendered each Secret within the last minute. A change by a person is corrected at once.
 * If a program keeps undoing the correction, the operator backs off, because otherwise both would write forever. Kept
 * in memory only, because losing it costs just a few writes.
 */
final class RewriteLoopGuard {

    private static final Duration MOMENT = Duration.ofMinutes(1);
    private static final int MANY = 3;

    private final Map<Rendering, List<Instant>> written = new ConcurrentHashMap<>();

    /** What was rendered. A changed spec or a new token makes it another rendering, which is counted separately. */
    private record Rendering(String secretUid, long generation, String tokenId) {}

    void note(Step.Render step, long generation, Instant now) {
        written.values().removeIf(times -> times.stream().noneMatch(time -> isRecent(time, now)));
        written.merge(rendering(step, generation), List.of(now), (before, added) -> Stream.concat(
                        before.stream().filter(time -> isRecent(time, now)), added.stream())
                .toList());
    }

    /** Whether the same rendering was written three times within the last minute and was changed again each time. */
    boolean isFought(Step.Render step, long generation, Instant now) {
        return written.getOrDefault(rendering(step, generation), List.of()).stream()
                        .filter(time -> isRecent(time, now))
                        .count()
                >= MANY;
    }

    /** Compares absolute distances, so that a clock that was set back does not stretch the minute to hours. */
    private static boolean isRecent(Instant time, Instant now) {
        return Duration.between(time, now).abs().compareTo(MOMENT) < 0;
    }

    private static Rendering rendering(Step.Render step, long generation) {
        return new Rendering(step.secret().uid(), generation, step.token().tokenId());
    }
}
