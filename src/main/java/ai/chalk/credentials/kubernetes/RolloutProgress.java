// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

import ai.chalk.credentials.credential.decision.Rollout;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads from a workload's status how far its rollout is, by the rules of {@code kubectl rollout status}. */
final class RolloutProgress {

    private static final String DEADLINE = "ProgressDeadlineExceeded";

    private RolloutProgress() {}

    static Rollout of(@Nullable Deployment found) {
        if (found == null) {
            return new Rollout.Missing();
        }
        var name = "Deployment " + found.getMetadata().getName();
        var status = found.getStatus();
        if (status == null || isBehind(found.getMetadata().getGeneration(), status.getObservedGeneration())) {
            return Boolean.TRUE.equals(found.getSpec().getPaused()) ? paused(name) : notYetSeen(name);
        }
        int wanted = number(found.getSpec().getReplicas(), 1);
        int updated = number(status.getUpdatedReplicas(), 0);
        int all = number(status.getReplicas(), 0);
        int available = number(status.getAvailableReplicas(), 0);
        if (updated >= wanted && all <= updated && available >= updated) {
            return new Rollout.Complete();
        }
        if (Boolean.TRUE.equals(found.getSpec().getPaused())) {
            return paused(name);
        }
        boolean failed = status.getConditions() != null
                && status.getConditions().stream().anyMatch(condition -> DEADLINE.equals(condition.getReason()));
        var progress = progress(name, updated, wanted, all - updated);
        return failed
                ? new Rollout.Stuck(progress + ", and it has exceeded its progress deadline")
                : new Rollout.Progressing(progress);
    }

    static Rollout of(@Nullable StatefulSet found) {
        if (found == null) {
            return new Rollout.Missing();
        }
        var name = "StatefulSet " + found.getMetadata().getName();
        var status = found.getStatus();
        if (status == null || isBehind(found.getMetadata().getGeneration(), status.getObservedGeneration())) {
            return notYetSeen(name);
        }
        int wanted = number(found.getSpec().getReplicas(), 1);
        boolean sameRevision = Objects.equals(status.getUpdateRevision(), status.getCurrentRevision());
        int updated = sameRevision ? number(status.getReplicas(), 0) : number(status.getUpdatedReplicas(), 0);
        if (updated >= wanted && number(status.getReadyReplicas(), 0) >= wanted) {
            return new Rollout.Complete();
        }
        return new Rollout.Progressing(progress(name, updated, wanted, 0));
    }

    static Rollout of(@Nullable DaemonSet found) {
        if (found == null) {
            return new Rollout.Missing();
        }
        var name = "DaemonSet " + found.getMetadata().getName();
        var status = found.getStatus();
        if (status == null || isBehind(found.getMetadata().getGeneration(), status.getObservedGeneration())) {
            return notYetSeen(name);
        }
        int wanted = number(status.getDesiredNumberScheduled(), 0);
        int updated = number(status.getUpdatedNumberScheduled(), 0);
        return updated >= wanted && number(status.getNumberAvailable(), 0) >= wanted
                ? new Rollout.Complete()
                : new Rollout.Progressing(progress(name, updated, wanted, 0));
    }

    private static Rollout paused(String name) {
        return new Rollout.Stuck(name + " is paused");
    }

    private static Rollout notYetSeen(String name) {
        return new Rollout.Progressing(name + " is not rolled out yet");
    }

    private static String progress(String name, int updated, int wanted, int old) {
        return name + " has updated " + updated + " of " + wanted + " pods"
                + (old > 0 ? ", and " + old + " old ones are left" : "");
    }

    private static boolean isBehind(@Nullable Long generation, @Nullable Long observed) {
        return generation != null && (observed == null || observed < generation);
    }

    private static int number(@Nullable Integer value, int absent) {
        return value == null ? absent : value;
    }
}
