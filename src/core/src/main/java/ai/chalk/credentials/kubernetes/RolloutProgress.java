// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

import ai.chalk.credentials.decision.Rollout;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a workload's status how far its rollout is, by the rules of {@code kubectl rollout status}, but for one: a rollout
 * that leaves old pods on purpose (a partition, a strategy {@code OnDelete}, a pause) is not over, as those hold an old value.
 */
public final class RolloutProgress {

    private static final String PROGRESSING = "Progressing";
    private static final String DEADLINE = "ProgressDeadlineExceeded";
    private static final String ON_DELETE = "OnDelete";
    private static final String DELETE_THEM =
            ", and its update strategy OnDelete leaves the others until somebody deletes them";

    private RolloutProgress() {}

    public static Rollout of(@Nullable Deployment found) {
        if (found == null) {
            return new Rollout.Missing();
        }
        var name = "Deployment " + found.getMetadata().getName();
        boolean paused = Boolean.TRUE.equals(found.getSpec().getPaused());
        var status = found.getStatus();
        if (status == null || isBehind(found, status.getObservedGeneration())) {
            return paused ? paused(name) : notYetSeen(name);
        }
        var pods = new Pods(
                number(found.getSpec().getReplicas(), 1),
                number(status.getReplicas(), 0),
                number(status.getUpdatedReplicas(), 0),
                number(status.getAvailableReplicas(), 0));
        if (pods.areNew()) {
            return new Rollout.Complete();
        }
        if (paused) {
            return paused(name);
        }
        return hasFailed(status)
                ? new Rollout.Stuck(pods.describe(name) + ", and it has exceeded its progress deadline")
                : new Rollout.Progressing(pods.describe(name));
    }

    private static boolean hasFailed(DeploymentStatus status) {
        return status.getConditions() != null
                && status.getConditions().stream()
                        .anyMatch(condition ->
                                PROGRESSING.equals(condition.getType()) && DEADLINE.equals(condition.getReason()));
    }

    public static Rollout of(@Nullable StatefulSet found) {
        if (found == null) {
            return new Rollout.Missing();
        }
        var name = "StatefulSet " + found.getMetadata().getName();
        var status = found.getStatus();
        if (status == null || isBehind(found, status.getObservedGeneration())) {
            return notYetSeen(name);
        }
        var pods = new Pods(
                number(found.getSpec().getReplicas(), 1),
                number(status.getReplicas(), 0),
                number(status.getUpdatedReplicas(), 0),
                number(status.getReadyReplicas(), 0));
        if (pods.areNew()) {
            return new Rollout.Complete();
        }
        return whatLeavesOldPods(found, pods)
                .filter(why -> pods.someAreOld())
                .map(why -> stuck(pods, name, why))
                .orElseGet(() -> new Rollout.Progressing(pods.describe(name)));
    }

    private static Optional<String> whatLeavesOldPods(StatefulSet found, Pods pods) {
        if (isOnDelete(found)) {
            return Optional.of(DELETE_THEM);
        }
        int partition = partition(found);
        return partition > 0 && pods.updated() >= Math.max(0, pods.wanted() - partition)
                ? Optional.of(", and its partition " + partition + " leaves the others")
                : Optional.empty();
    }

    private static boolean isOnDelete(StatefulSet found) {
        var strategy = found.getSpec().getUpdateStrategy();
        return strategy != null && ON_DELETE.equals(strategy.getType());
    }

    private static int partition(StatefulSet found) {
        var strategy = found.getSpec().getUpdateStrategy();
        return strategy == null || strategy.getRollingUpdate() == null
                ? 0
                : number(strategy.getRollingUpdate().getPartition(), 0);
    }

    public static Rollout of(@Nullable DaemonSet found) {
        if (found == null) {
            return new Rollout.Missing();
        }
        var name = "DaemonSet " + found.getMetadata().getName();
        var status = found.getStatus();
        if (status == null || isBehind(found, status.getObservedGeneration())) {
            return notYetSeen(name);
        }
        var pods = new Pods(
                number(status.getDesiredNumberScheduled(), 0),
                number(status.getCurrentNumberScheduled(), 0),
                number(status.getUpdatedNumberScheduled(), 0),
                number(status.getNumberAvailable(), 0));
        if (pods.areNew()) {
            return new Rollout.Complete();
        }
        var strategy = found.getSpec().getUpdateStrategy();
        boolean onDelete = strategy != null && ON_DELETE.equals(strategy.getType());
        return onDelete && pods.someAreOld()
                ? stuck(pods, name, DELETE_THEM)
                : new Rollout.Progressing(pods.describe(name));
    }

    private static Rollout stuck(Pods pods, String name, String why) {
        return new Rollout.Stuck(pods.describe(name) + why);
    }

    private static Rollout paused(String name) {
        return new Rollout.Stuck(name + " is paused: resume its rollout");
    }

    private static Rollout notYetSeen(String name) {
        return new Rollout.Progressing(name + " is not rolled out yet");
    }

    /** Its controller has not looked at the newest template yet, so that the numbers are of an older one. */
    private static boolean isBehind(HasMetadata found, @Nullable Long observed) {
        var generation = found.getMetadata().getGeneration();
        return generation != null && (observed == null || observed < generation);
    }

    private static int number(@Nullable Integer value, int absent) {
        return value == null ? absent : value;
    }

    /**
     * How many pods a workload has.
     *
     * @param updated those of the newest template
     * @param usable those of any template that serve
     */
    private record Pods(int wanted, int all, int updated, int usable) {

        boolean areNew() {
            return updated >= wanted && !someAreOld() && usable >= wanted;
        }

        boolean someAreOld() {
            return all > updated;
        }

        String describe(String name) {
            return name + " has updated " + updated + " of " + wanted + " pods"
                    + (someAreOld() ? ", " + (all - updated) + " old ones are left" : "")
                    + (usable < wanted ? ", " + usable + " can be used" : "");
        }
    }
}
