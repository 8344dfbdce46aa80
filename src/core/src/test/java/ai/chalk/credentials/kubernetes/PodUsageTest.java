// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.BlockingPod;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodUsageTest {

    private static final Instant PUBLISHED = Instant.parse("2026-11-24T12:00:00Z");
    private static final String BY_VOLUME = "volumes: [{name: v, secret: {secretName: chalk}}]";
    private static final String BEFORE = running("11:00:00");

    @ParameterizedTest
    @ValueSource(
            strings = {
                BY_VOLUME,
                "volumes: [{name: other, emptyDir: {}}, {name: v, secret: {secretName: chalk}}]",
                "volumes: [{name: v, projected: {sources: [{configMap: {name: a}}, {secret: {name: chalk}}]}}]",
                "containers: [{name: other}, {name: main, envFrom: [{configMapRef: {name: a}}, {secretRef: {name: chalk}}]}]",
                "containers: [{name: main, env: [{name: A, value: b}, {name: B, valueFrom: {secretKeyRef: {name: chalk, key: k}}}]}]",
                "initContainers: [{name: main, envFrom: [{secretRef: {name: chalk}}]}]",
                "initContainers: [{name: main, env: [{name: B, valueFrom: {secretKeyRef: {name: chalk, key: k}}}]}]",
                "ephemeralContainers: [{name: main, envFrom: [{secretRef: {name: chalk}}]}]",
                "ephemeralContainers: [{name: main, env: [{name: B, valueFrom: {secretKeyRef: {name: chalk, key: k}}}]}]",
            })
    void waitsForEveryPodThatRefersToTheSecret(String spec) {
        assertThat(users(pod(spec, "11:00:00", BEFORE))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "containers: [{name: main}]",
                "volumes: [{name: chalk, secret: {secretName: other}}, {name: w, configMap: {name: chalk}}]",
                "volumes: [{name: v, projected: {sources: [{configMap: {name: chalk}}, {secret: {name: other}}]}}]",
                "volumes: [{name: v, projected: {}}]",
                "containers: [{name: chalk, envFrom: [{configMapRef: {name: chalk}}, {secretRef: {name: other}}]}]",
                "containers: [{name: main, env: [{name: B, valueFrom: {secretKeyRef: {name: other, key: chalk}}}]}]",
                "containers: [{name: main, env: [{name: B, valueFrom: {configMapKeyRef: {name: chalk, key: k}}}]}]",
                "containers: [], imagePullSecrets: [{name: chalk}]",
            })
    void doesNotWaitForOthers(String spec) {
        assertThat(users(pod(spec, "11:00:00", BEFORE))).isEmpty();
    }

    /** Pod created | container started | still holds the value that was replaced at 12:00:00. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            11:00:00 | 11:00:01 | true
            11:00:00 | 11:59:59 | true
            11:00:00 | 12:00:00 | true
            11:00:00 | 12:01:59 | true
            11:00:00 | 12:02:00 | false
            11:00:00 | 13:00:00 | false
            11:59:59 | 12:00:01 | true
            12:00:00 | 12:00:00 | false
            12:00:00 | 12:00:01 | false
            12:00:01 | 12:00:01 | false
            """)
    void comparesStartTimes(String created, String started, boolean holds) {
        assertThat(users(pod(BY_VOLUME, created, running(started)))).hasSize(holds ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            containerStatuses          | running: {startedAt: '2026-11-24T11:00:00Z'}                                              | true
            initContainerStatuses      | running: {startedAt: '2026-11-24T11:00:00Z'}                                              | true
            ephemeralContainerStatuses | running: {startedAt: '2026-11-24T11:00:00Z'}                                              | true
            containerStatuses          | terminated: {startedAt: '2026-11-24T11:00:00Z', finishedAt: '2026-11-24T11:10:00Z', exitCode: 0} | false
            initContainerStatuses      | terminated: {startedAt: '2026-11-24T11:00:00Z', finishedAt: '2026-11-24T11:10:00Z', exitCode: 0} | false
            containerStatuses          | waiting: {reason: CrashLoopBackOff}                                                       | false
            """)
    void waitsOnlyForRunningContainers(String list, String state, boolean holds) {
        var status = list + ": [{name: main, state: {" + state + "}}]";

        assertThat(users(pod(BY_VOLUME, "11:00:00", status))).hasSize(holds ? 1 : 0);
    }

    @Test
    void namesPodContainerAndStart() {
        assertThat(users(pod(BY_VOLUME, "11:00:00", BEFORE)))
                .containsExactly(new BlockingPod("scorer-1", "main", Instant.parse("2026-11-24T11:00:00Z")));
    }

    @Test
    void aPodWithoutAStatusHoldsNothing() {
        assertThat(users(pod(BY_VOLUME, "11:00:00", ""))).isEmpty();
    }

    /** An init container may have copied the value for other containers. */
    @Test
    void waitsForEveryContainerOfSuchAPod() {
        var spec = "initContainers: [{name: copy, envFrom: [{secretRef: {name: chalk}}]}], containers: [{name: main}]";

        assertThat(users(pod(spec, "11:00:00", BEFORE)))
                .extracting(BlockingPod::container)
                .containsExactly("main");
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 1", "'', 1", "yes, 1"})
    void doesNotWaitForWhatReloads(String annotation, int holders) {
        var pod = pod(BY_VOLUME, "11:00:00", BEFORE)
                .edit()
                .editMetadata()
                .addToAnnotations("credentials.chalk.ai/reloads", annotation)
                .endMetadata()
                .build();

        assertThat(users(pod)).hasSize(holders);
    }

    /**
     * The Secret of a former name keeps its value until it is deleted, so the start time of a container makes no
     * difference.
     */
    @Test
    void whatUsesASecretThatIsNotReplacedHoldsItsValue() {
        var pod = pod(BY_VOLUME, "13:00:00", running("13:00:01"));

        assertThat(PodUsage.of(pod, "chalk", Instant.MAX)).hasSize(1);
    }

    private static List<BlockingPod> users(Pod pod) {
        return PodUsage.of(pod, "chalk", PUBLISHED).toList();
    }

    private static String running(String started) {
        return "containerStatuses: [{name: main, state: {running: {startedAt: '2026-11-24T" + started + "Z'}}}]";
    }

    private static Pod pod(String spec, String created, String status) {
        return Serialization.unmarshal(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: scorer-1, creationTimestamp: '2026-11-24T%sZ'}
                spec: {%s}
                %s
                """
                        .formatted(created, spec, status.isEmpty() ? "" : "status: {" + status + "}"),
                Pod.class);
    }
}
