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
 * Which workloads are restarted, once for each rotation. The rotation writes the pending restarts to the status, so neither an
 * added target nor a removed annotation restarts a workload.
 */
public final class RestartRules {

    /** How long a restart waits for another credential that is about to rotate and restarts the same workload. */
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

    /** The pending restarts, without workloads that do not exist or are no longer in the spec. */
    public static List<RolloutRestartTarget> pending(Observation seen) {
        var rollouts = seen.workloads().rollouts();
        return Stream.ofNullable(seen.status().rotation())
                .map(RotationStatus::pendingRestarts)
                .flatMap(List::stream)
                .filter(target -> rollouts.containsKey(target) && !(rollouts.get(target) instanceof Rollout.Missing))
                .toList();
    }

    /**
     * The publish time is rounded up to the next second, and the creation time of pods is in whole seconds: a pod that is created
     * within that second would count as older, and as holding the old value forever.
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

    /** When a restart that is held back is checked again; a failed one has its own retry time. */
    static Optional<Instant> wakeUp(Observation seen) {
        return Optional.ofNullable(seen.status().current())
                .filter(current -> pending(seen).stream().anyMatch(target -> isHeldBack(seen, current, target)))
                .map(RestartRules::publishTime)
                .map(published ->
                        seen.now().isBefore(published) ? published : seen.now().plus(TOGETHER.dividedBy(10)));
    }
}
