// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.api.v1alpha1.WorkloadKind;
import ai.chalk.credentials.decision.Rollout;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** One Deployment with one pod, which reads the credential's Secret only when it starts. */
final class LifeWorkload {

    static final RolloutRestartTarget TARGET = new RolloutRestartTarget(WorkloadKind.DEPLOYMENT, "scorer");

    private final LifeWorld world;
    private Optional<Pod> pod = Optional.empty();
    private Optional<LifeTokens.Token> held = Optional.empty();
    private SortedMap<String, Long> template = Collections.emptySortedMap();
    private boolean rolling;
    private long rollingSince;
    private boolean stuck;
    /** Whether the pod started with a value that a user had written. */
    private boolean misled;

    private int restarts;

    /** The logical time at which the running pod started. */
    private long startedAt;

    LifeWorkload(LifeWorld world) {
        this.world = world;
    }

    /** Replaces the pod by one that reads the Secret of the present spec. */
    void start() {
        rolling = false;
        stuck = false;
        startedAt = world.happened();
        var secretName = world.secretName();
        held = world.secret(secretName).flatMap(world.tokens::in);
        misled = world.promises.disturbances().isUnreliable(secretName);
        pod = held.map(token -> pod(secretName));
        world.trace.add(() -> "a pod starts with " + held);
    }

    /** Changes the pod template unless it already has the revision; the pods follow later. */
    void restart(SortedMap<String, Long> revisions) {
        if (!revisions.equals(template)) {
            template = revisions;
            rolling = true;
            rollingSince = world.happened();
        }
    }

    /** The new pods fail to start. */
    void getsStuck() {
        stuck = rolling;
        world.trace.add(() -> "the rollout is stuck: " + stuck);
    }

    Rollout rollout(RolloutRestartTarget target) {
        if (stuck) {
            return new Rollout.Stuck("ProgressDeadlineExceeded");
        }
        return rolling ? new Rollout.Progressing("one pod to go") : new Rollout.Complete();
    }

    /** Whether a process could know, when its present reconciliation began, that the rollout is not complete. */
    boolean rollsBefore(LifeProcess process) {
        return rolling && !process.beganBefore(rollingSince);
    }

    List<Pod> pods() {
        return pod.stream().toList();
    }

    /** Replaces the pod during a rollout or, at most five times, because a revocation waits for it. */
    void giveWay() {
        if (rolling || (world.isWaitedFor() && restarts++ < 5)) {
            start();
        }
    }

    long startedAt() {
        return startedAt;
    }

    /** Whether the running pod uses that token. */
    boolean holds(LifeTokens.Token token) {
        return !misled && held.filter(token::equals).isPresent();
    }

    private Pod pod(String secretName) {
        var now = world.clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return new PodBuilder()
                .withNewMetadata()
                .withName("scorer-0")
                .withCreationTimestamp(now)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("app")
                .addNewEnvFrom()
                .withNewSecretRef(secretName, false)
                .endEnvFrom()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .addNewContainerStatus()
                .withName("app")
                .withNewState()
                .withNewRunning(now)
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }
}
