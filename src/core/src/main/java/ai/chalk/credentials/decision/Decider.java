// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The protocol (docs/design.md, "The protocol") as an ordered list of rules; the first that can be carried out wins. So a rule whose
 * step failed and waits does not block those behind it, unless it is a precondition of theirs ({@link Step#comesFirst}). Each
 * precondition in the rules excludes a shortest counter-example of the protocol model ({@code ./dev model}); none is there for tidiness.
 *
 * <pre>
 *            begin           create + verify       publish             record
 *   (nothing) ──▶ pending ──────────────▶ (memory) ──────▶ Secret ahead ──▶ current ─▶ retiring ─▶ revoked
 *                   │  found by another pass                 of status       ▲            overlap over
 *                   └──▶ take over: next revision, old attempt unswept ──────┘
 * </pre>
 *
 * <p>Not final, so that the simulation of lives can plant a wrong decision.
 */
public class Decider {

    /** How often a stalled step is checked again, for changes that no event announces. */
    public static final Duration PROBE = Duration.ofMinutes(10);

    private static final List<Rule> LIVE = List.of(
            new Rule("unknown value", UnknownEnumCheck::stall, true),
            new Rule("record", RecordingRules::record, false),
            new Rule("adopt", RecordingRules::adopt, false),
            new Rule("take over", IssueRules::takeOver, true),
            new Rule("sweep", RetirementRules::sweep, false),
            new Rule("verify", RepairRules::verify, false),
            new Rule("issue", IssueRules::begin, false),
            new Rule("revoke at once", RetirementRules::revokeAtOnce, false),
            new Rule("render", RepairRules::render, false),
            new Rule("update grants", RepairRules::updateGrants, false),
            new Rule("restart", RestartRules::restart, false),
            new Rule("retire", RetirementRules::retire, false),
            new Rule("schedule", IssuePreconditions::refusedSchedule, false));

    private static final List<Rule> DELETING = List.of(
            new Rule("unknown policy", DeletionRules::unknownPolicy, true),
            new Rule("record", DeletionRules::record, false),
            new Rule("keep Secret", DeletionRules::releaseSecret, true),
            new Rule("delete Secret", DeletionRules::deleteSecret, true),
            new Rule("sweep", DeletionRules::sweep, true),
            new Rule("revoke", DeletionRules::revoke, true),
            new Rule("release", DeletionRules::release, false));

    /** Decides. Total, deterministic, and a function of {@code seen} alone. */
    public Decision decide(Observation seen) {
        var due = due(seen);
        var pauses = StepBackoffs.of(seen).through(seen, due.stream().map(Due::step));
        Optional<Decision> deferred = Optional.empty();
        for (var next : due) {
            var pause = pauses.until(next.step());
            if (pause.isEmpty() && next.step() instanceof Step.Effect) {
                return next.decision();
            }
            var waiting = pause.map(until -> new Decision(next.rule().name(), new Step.BackOff(until)));
            deferred = deferred.or(() -> waiting).or(() -> Optional.of(next.decision()));
            if (next.rule().last() || (pause.isPresent() && next.step().comesFirst())) {
                break;
            }
        }
        return deferred.orElseGet(() -> new Decision("rest", new Step.Rest(nextWakeUp(seen))));
    }

    /** The steps that are due, in the order of the rules, up to one that blocks the rest. */
    private static List<Due> due(Observation seen) {
        var due = new ArrayList<Due>();
        for (var rule : seen.deleting() ? DELETING : LIVE) {
            var step = rule.decide().apply(seen);
            step.ifPresent(found -> due.add(new Due(rule, found)));
            if (rule.last() && step.filter(Step.Waiting.class::isInstance).isPresent()) {
                break;
            }
        }
        return due;
    }

    /**
     * When to reconcile again if no event comes before.
     *
     * @param seen with the status as it is after the step
     */
    public Optional<Instant> wakeUp(Observation seen, Step step) {
        var asked = step instanceof Step.Waiting waiting ? waiting.nextLook() : afterFailure(seen, step);
        return Stream.concat(asked.stream(), nextWakeUp(seen).stream()).min(Instant::compareTo);
    }

    /** Another step that is due runs at once; the failed one waits. */
    private Optional<Instant> afterFailure(Observation seen, Step failed) {
        var next = decide(seen).step();
        return next instanceof Step.Waiting || next.word().equals(failed.word())
                ? Optional.ofNullable(seen.status().failure()).map(Failure::nextAttemptTime)
                : Optional.of(seen.now());
    }

    /** The next time at which something becomes due without an event. */
    static Optional<Instant> nextWakeUp(Observation seen) {
        var looks =
                seen.status().retiring().stream().flatMap(token -> RevocationBlocker.nextLook(seen, token).stream());
        var changes = Stream.of(
                        IssueRules.dueAt(seen),
                        IssueRules.skippableAt(seen),
                        RestartRules.wakeUp(seen),
                        DeletionRules.handOverAt(seen))
                .flatMap(Optional::stream);
        return Stream.of(looks, changes, StepBackoffs.of(seen).ends())
                .flatMap(times -> times)
                .filter(seen.now()::isBefore)
                .min(Instant::compareTo);
    }

    /**
     * @param last whether no rule behind it may run while it waits
     */
    private record Rule(String name, Function<Observation, Optional<Step>> decide, boolean last) {}

    /** A step that a rule calls for, whether or not it must wait. */
    private record Due(Rule rule, Step step) {
        Decision decision() {
            return new Decision(rule.name(), step);
        }
    }
}
