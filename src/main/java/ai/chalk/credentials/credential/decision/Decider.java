// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential.decision;

import ai.chalk.credentials.api.v1alpha1.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The protocol of the design (section 3) as an ordered list of rules; the first that can be carried out wins. Each
 * precondition in them keeps away a shortest counter-example of the protocol model: none is there for tidiness.
 *
 * <pre>
 *            begin           create + verify       publish             adopt
 *   (nothing) ──▶ pending ──────────────▶ (memory) ──────▶ Secret ahead ──▶ current ─▶ retiring ─▶ revoked
 *                   │  found by another pass                 of status       ▲            overlap over
 *                   └──▶ take over: next revision, old attempt unswept ──────┘
 * </pre>
 */
public final class Decider {

    /** What somebody must change is looked at again this often, for changes that no event announces. */
    public static final Duration PROBE = Duration.ofMinutes(10);

    private static final List<Rule> LIVE = List.of(
            new Rule("unknown value", UnknownValues::stall, true),
            new Rule("adopt", Adoption::adopt, false),
            new Rule("take in", Adoption::takeIn, false),
            new Rule("take over", Issuing::takeOver, true),
            new Rule("sweep", Retirement::sweep, false),
            new Rule("verify", Repairs::verify, false),
            new Rule("issue", Issuing::begin, false),
            new Rule("revoke at once", Retirement::revokeAtOnce, false),
            new Rule("render", Repairs::render, false),
            new Rule("update grants", Repairs::updateGrants, false),
            new Rule("restart", Restarts::restart, false),
            new Rule("retire", Retirement::retire, false),
            new Rule("schedule", Gate::unreadableSchedule, false));

    private static final List<Rule> DELETING = List.of(
            new Rule("unknown policy", Deletion::unknownPolicy, true),
            new Rule("adopt", Deletion::adopt, false),
            new Rule("keep Secret", Deletion::releaseSecret, false),
            new Rule("delete Secret", Deletion::deleteSecret, false),
            new Rule("sweep", Deletion::sweep, true),
            new Rule("revoke", Deletion::revoke, true),
            new Rule("release", Deletion::release, false));

    /** Decides; total, deterministic, and a function of {@code seen} alone. */
    public Decision decide(Observation seen) {
        Optional<Decision> deferred = Optional.empty();
        for (var rule : seen.deleting() ? DELETING : LIVE) {
            var step = rule.decide().apply(seen).map(found -> notTooEarly(seen, found));
            if (step.isPresent() && !isWaiting(step.get())) {
                return new Decision(rule.name(), step.get());
            }
            deferred = deferred.or(() -> step.map(waiting -> new Decision(rule.name(), waiting)));
            if (step.isPresent() && rule.last()) {
                break;
            }
        }
        return deferred.orElseGet(() -> new Decision("rest", new Step.Rest(nextWakeUp(seen))));
    }

    private static Step notTooEarly(Observation seen, Step step) {
        return step.backsOff() ? backOffUntil(seen).<Step>map(Step.BackOff::new).orElse(step) : step;
    }

    private static boolean isWaiting(Step step) {
        return step instanceof Step.Stall || step instanceof Step.BackOff || step instanceof Step.Rest;
    }

    /**
     * A failure keeps Chalk from being asked again for a while, unless spec or connection have changed since; and unless it is
     * yet to come, by a clock that was ahead and has been set right.
     */
    private static Optional<Instant> backOffUntil(Observation seen) {
        var failure = Optional.ofNullable(seen.status().failure());
        boolean changed = !Long.valueOf(seen.generation()).equals(seen.status().observedGeneration());
        return changed
                ? Optional.empty()
                : failure.filter(last -> !seen.connectionSince().isAfter(last.lastTime()))
                        .filter(last -> !last.lastTime().isAfter(seen.now()))
                        .map(Failure::nextAttemptTime)
                        .filter(seen.now()::isBefore);
    }

    /**
     * When to look again if nothing happens.
     *
     * @param seen with the status as it is after the step
     */
    public Optional<Instant> wakeUp(Observation seen, Step step) {
        var failure = Optional.ofNullable(seen.status().failure()).map(Failure::nextAttemptTime);
        var asked = step instanceof Step.Rest rest
                ? rest.until()
                : step instanceof Step.BackOff backOff
                        ? Optional.of(backOff.until())
                        : step instanceof Step.Stall stall ? Optional.of(stall.until()) : failure;
        return Stream.concat(asked.stream(), nextWakeUp(seen).stream()).min(Instant::compareTo);
    }

    /** When something falls due of itself. */
    static Optional<Instant> nextWakeUp(Observation seen) {
        var looks = Lists.of(seen.status().retiring()).stream().flatMap(token -> Wait.nextLook(seen, token).stream());
        var changes = Stream.of(
                        Issuing.dueAt(seen),
                        Issuing.skippableAt(seen),
                        Restarts.wakeUp(seen),
                        Deletion.handOverAt(seen))
                .flatMap(Optional::stream);
        return Stream.concat(looks, changes).filter(seen.now()::isBefore).min(Instant::compareTo);
    }

    /**
     * @param last nothing behind it may run while it has to wait
     */
    private record Rule(String name, Function<Observation, Optional<Step>> decide, boolean last) {}
}
