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
 * Which Secrets this process has rendered again a moment ago. A person who changes one is put right at once; a program that puts
 * its own change back is not, or both would write for ever. In memory only, as a restart costs no more than a few writes.
 */
final class RewriteLoopGuard {

    private static final Duration MOMENT = Duration.ofMinutes(1);
    private static final int MANY = 3;

    private final Map<Rendering, List<Instant>> written = new ConcurrentHashMap<>();

    /** What is rendered: a change of the spec, or a new token, makes another one. */
    private record Rendering(String secretUid, long generation, String tokenId) {}

    void note(Step.Render step, long generation, Instant now) {
        written.values().removeIf(times -> times.stream().noneMatch(time -> isRecent(time, now)));
        written.merge(rendering(step, generation), List.of(now), (before, added) -> Stream.concat(
                        before.stream().filter(time -> isRecent(time, now)), added.stream())
                .toList());
    }

    /** Whether the same was written again and again just now, and is not so. */
    boolean isFought(Step.Render step, long generation, Instant now) {
        return written.getOrDefault(rendering(step, generation), List.of()).stream()
                        .filter(time -> isRecent(time, now))
                        .count()
                >= MANY;
    }

    /** A clock that was set back must not make a moment last for hours. */
    private static boolean isRecent(Instant time, Instant now) {
        return Duration.between(time, now).abs().compareTo(MOMENT) < 0;
    }

    private static Rendering rendering(Step.Render step, long generation) {
        return new Rendering(step.secret().uid(), generation, step.token().tokenId());
    }
}
