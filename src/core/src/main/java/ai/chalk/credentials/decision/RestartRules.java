// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.api.v1alpha1.RotationStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which workloads are restarted, once for each rotation: what is still to do is in the status from the rotation on, so that
 * neither an added target nor an annotation that somebody strips restarts anything.
 */
public final class RestartRules {

    /** Another credential that is about to rotate restarts the same workload: both together, if it does not take longer. */
    static final Duration TOGETHER = Duration.ofSeconds(30);

    private RestartRules() {}

    static Optional<Step> restart(Observation seen) {
        return Optional.ofNullable(seen.status().current())
                .filter(current -> seen.holds(current))
                .flatMap(current -> pending(seen).stream()
                        .filter(target -> !isHeldBack(seen, current, target))
                        .findFirst()
                        .map(target -> restart(seen, current, target)));
    }

    private static Step restart(Observation seen, CurrentToken current, RolloutRestartTarget target) {
        var revisions = new TreeMap<String, Long>();
        seen.workloads().companions().stream()
                .filter(other -> other.pendingRestarts().contains(target))
                .forEach(other -> revisions.put(other.name(), other.revision()));
        revisions.put(seen.id().name(), current.revision());
        return new Step.Restart(target, revisions);
    }

    /** What is still to be restarted; a workload that is not there, or not in the spec any more, is not. */
    public static List<RolloutRestartTarget> pending(Observation seen) {
        var rollouts = seen.workloads().rollouts();
        return Stream.ofNullable(seen.status().rotation())
                .map(RotationStatus::pendingRestarts)
                .flatMap(List::stream)
                .filter(target -> rollouts.containsKey(target) && !(rollouts.get(target) instanceof Rollout.Missing))
                .toList();
    }

    /**
     * The publication is dated to the end of the second that it was in, and pods tell whole seconds of their creation: one that
     * is created within that second would count as older, and as holding the old value for ever.
     */
    private static boolean isHeldBack(Observation seen, CurrentToken current, RolloutRestartTarget target) {
        var published = publishTime(current);
        return seen.now().isBefore(published)
                || (seen.now().isBefore(published.plus(TOGETHER)) && isAwaited(seen, target));
    }

    private static boolean isAwaited(Observation seen, RolloutRestartTarget target) {
        return seen.workloads().companions().stream()
                .anyMatch(other -> other.issuing() && other.targets().contains(target));
    }

    private static Instant publishTime(CurrentToken current) {
        return Optional.ofNullable(current.publishTime()).orElse(current.issueTime());
    }

    /** When a restart that is held back is looked at again; one that failed has its own time. */
    static Optional<Instant> wakeUp(Observation seen) {
        return Optional.ofNullable(seen.status().current())
                .filter(current -> pending(seen).stream().anyMatch(target -> isHeldBack(seen, current, target)))
                .map(RestartRules::publishTime)
                .map(published ->
                        seen.now().isBefore(published) ? published : seen.now().plus(TOGETHER.dividedBy(10)));
    }
}
