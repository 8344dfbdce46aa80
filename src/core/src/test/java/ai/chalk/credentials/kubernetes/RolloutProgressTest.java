// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.decision.Rollout;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each line: spec | status as the workload's controller writes it, of generation 4 | result | message. */
class RolloutProgressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            replicas: 3               | observedGeneration: 4, replicas: 3, updatedReplicas: 3, availableReplicas: 3 | Complete    |
                                      | observedGeneration: 4, replicas: 1, updatedReplicas: 1, availableReplicas: 1 | Complete    |
            replicas: 0               | observedGeneration: 4                                                        | Complete    |
            replicas: 2               | observedGeneration: 4, replicas: 3, updatedReplicas: 3, availableReplicas: 3 | Complete    |
            replicas: 3               |                                                                              | Progressing | not rolled out yet
            replicas: 3               | replicas: 3, updatedReplicas: 3, availableReplicas: 3                        | Progressing | not rolled out yet
            replicas: 3               | observedGeneration: 3, replicas: 3, updatedReplicas: 3, availableReplicas: 3 | Progressing | not rolled out yet
            replicas: 3               | observedGeneration: 4, replicas: 4, updatedReplicas: 1, availableReplicas: 3 | Progressing | updated 1 of 3 pods, 3 old
            replicas: 3               | observedGeneration: 4, replicas: 4, updatedReplicas: 3, availableReplicas: 4 | Progressing | 1 old
            replicas: 3               | observedGeneration: 4, replicas: 3, updatedReplicas: 3, availableReplicas: 2 | Progressing | 2 available
            replicas: 0               | observedGeneration: 4, replicas: 1                                           | Progressing | 1 old
            replicas: 3, paused: true | observedGeneration: 4, replicas: 3, availableReplicas: 3                     | Stuck       | Deployment scorer is paused
            replicas: 3, paused: true | observedGeneration: 4, replicas: 3, updatedReplicas: 1, availableReplicas: 3 | Stuck       | Deployment scorer is paused
            replicas: 3, paused: true | observedGeneration: 3, replicas: 3, updatedReplicas: 3, availableReplicas: 3 | Stuck       | Deployment scorer is paused
            replicas: 3, paused: true | observedGeneration: 4, replicas: 3, updatedReplicas: 3, availableReplicas: 3 | Complete    |
            replicas: 0, paused: true | observedGeneration: 4                                                        | Complete    |
            """)
    void deployments(String spec, String status, String kind, String said) {
        check(RolloutProgress.of(read("Deployment", spec, status, Deployment.class)), kind, said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            updatedReplicas: 1, availableReplicas: 2 | type: Progressing, reason: ProgressDeadlineExceeded | Stuck       | updated 1 of 2 pods, 1 old, and it has exceeded
            updatedReplicas: 2, availableReplicas: 1 | type: Progressing, reason: ProgressDeadlineExceeded | Stuck       | 1 available, and it has exceeded
            updatedReplicas: 2, availableReplicas: 2 | type: Progressing, reason: ProgressDeadlineExceeded | Complete    |
            updatedReplicas: 1, availableReplicas: 2 | type: Progressing, reason: ReplicaSetUpdated        | Progressing | 1 old
            """)
    void deploymentsThatTakeTooLong(String pods, String condition, String kind, String said) {
        var status = "observedGeneration: 4, replicas: 2, " + pods + ", conditions: [{" + condition + "}]";

        check(RolloutProgress.of(read("Deployment", "replicas: 2", status, Deployment.class)), kind, said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            replicas: 3                                                         | observedGeneration: 4, replicas: 3, updatedReplicas: 3, readyReplicas: 3 | Complete    |
            replicas: 0                                                         | observedGeneration: 4                                                    | Complete    |
            replicas: 3                                                         | observedGeneration: 3, replicas: 3, updatedReplicas: 3, readyReplicas: 3 | Progressing | not rolled out yet
            replicas: 3                                                         |                                                                          | Progressing | not rolled out yet
            replicas: 3                                                         | observedGeneration: 4, replicas: 3, updatedReplicas: 2, readyReplicas: 3 | Progressing | updated 2 of 3 pods, 1 old
            replicas: 3                                                         | observedGeneration: 4, replicas: 3, updatedReplicas: 3, readyReplicas: 2 | Progressing | 2 available
            replicas: 3                                                         | observedGeneration: 4, replicas: 3, currentRevision: a, updateRevision: a, readyReplicas: 3 | Progressing | 3 old
            replicas: 3                                                         | observedGeneration: 4, replicas: 3, currentRevision: a, updateRevision: b, updatedReplicas: 3, readyReplicas: 3 | Complete    |
            replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}        | observedGeneration: 4, replicas: 3, updatedReplicas: 0, readyReplicas: 3 | Progressing | 3 old
            replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}        | observedGeneration: 4, replicas: 3, updatedReplicas: 1, readyReplicas: 3 | Stuck       | its partition 2 keeps the others
            replicas: 3, updateStrategy: {rollingUpdate: {partition: 5}}        | observedGeneration: 4, replicas: 3, updatedReplicas: 0, readyReplicas: 3 | Stuck       | its partition 5 keeps the others
            replicas: 3, updateStrategy: {rollingUpdate: {partition: 0}}        | observedGeneration: 4, replicas: 3, updatedReplicas: 3, readyReplicas: 3 | Complete    |
            replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}        | observedGeneration: 4, replicas: 3, updatedReplicas: 3, readyReplicas: 3 | Complete    |
            replicas: 3, updateStrategy: {type: OnDelete}                       | observedGeneration: 4, replicas: 3, updatedReplicas: 1, readyReplicas: 3 | Stuck       | OnDelete
            replicas: 3, updateStrategy: {type: OnDelete}                       | observedGeneration: 4, replicas: 2, updatedReplicas: 2, readyReplicas: 2 | Progressing | updated 2 of 3
            replicas: 3, updateStrategy: {type: OnDelete}                       | observedGeneration: 4, replicas: 3, currentRevision: a, updateRevision: b, updatedReplicas: 3, readyReplicas: 3 | Complete    |
            """)
    void statefulSets(String spec, String status, String kind, String said) {
        check(RolloutProgress.of(read("StatefulSet", spec, status, StatefulSet.class)), kind, said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                                             | observedGeneration: 4, desiredNumberScheduled: 3, currentNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 3 | Complete    |
                                             | observedGeneration: 4, desiredNumberScheduled: 0                                                                           | Complete    |
                                             | observedGeneration: 3, desiredNumberScheduled: 3, currentNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 3 | Progressing | not rolled out yet
                                             |                                                                                                                            | Progressing | not rolled out yet
                                             | observedGeneration: 4, desiredNumberScheduled: 3, currentNumberScheduled: 3, updatedNumberScheduled: 1, numberAvailable: 3 | Progressing | updated 1 of 3 pods, 2 old
                                             | observedGeneration: 4, desiredNumberScheduled: 3, currentNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 2 | Progressing | 2 available
            updateStrategy: {type: OnDelete} | observedGeneration: 4, desiredNumberScheduled: 3, currentNumberScheduled: 3, updatedNumberScheduled: 1, numberAvailable: 3 | Stuck       | OnDelete
            updateStrategy: {type: OnDelete} | observedGeneration: 4, desiredNumberScheduled: 3, currentNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 3 | Complete    |
            """)
    void daemonSets(String spec, String status, String kind, String said) {
        check(RolloutProgress.of(read("DaemonSet", spec, status, DaemonSet.class)), kind, said);
    }

    @Test
    void aWorkloadThatDoesNotExistIsMissing() {
        assertThat(RolloutProgress.of((Deployment) null)).isInstanceOf(Rollout.Missing.class);
        assertThat(RolloutProgress.of((StatefulSet) null)).isInstanceOf(Rollout.Missing.class);
        assertThat(RolloutProgress.of((DaemonSet) null)).isInstanceOf(Rollout.Missing.class);
    }

    private static <T> T read(String kind, String spec, String status, Class<T> type) {
        var given = status == null ? "" : "status: {" + status + "}";
        return Serialization.unmarshal(
                """
                apiVersion: apps/v1
                kind: %s
                metadata: {name: scorer, generation: 4}
                spec: {%s}
                %s
                """
                        .formatted(kind, spec == null ? "" : spec, given),
                type);
    }

    private static void check(Rollout rollout, String kind, String said) {
        assertThat(rollout.getClass().getSimpleName()).as(rollout.toString()).isEqualTo(kind);
        if (said != null) {
            assertThat(rollout.toString()).contains(said);
        }
    }
}
