// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.testing.SharedCluster;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * docs/design.md, promise 5: workloads are restarted once for each rotation, and the operator waits for their rollouts. With the real
 * controllers.
 */
@Tag("cluster")
class RestartTargetsTest {

    private static final String ROTATION = "rotation: {interval: 1d, spread: 0s, overlap: 1h}";
    private static final String ANNOTATION = "revision.credentials.chalk.ai/";

    private CredentialWorld world;

    @BeforeEach
    void start() {
        SharedCluster.withNode();
        world = CredentialWorld.start();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    /** A revocation comes after all restarts of its rotation, so a restart that is missing by then would never come. */
    @Test
    void restartsOnceForEachRotationAndForNothingElse() throws Exception {
        workload("Deployment", "app", "replicas: 1");
        workload("Deployment", "late", "replicas: 1");
        world.applyCredential("scorer", ROTATION, targets("Deployment/app"));
        world.ready("scorer", 1);
        assertThat(annotations("app")).isEmpty();

        rotate("scorer", 2);
        await("workload app to be restarted")
                .untilAsserted(() -> assertThat(annotations("app")).isEqualTo(Map.of(ANNOTATION + "scorer", "2")));
        world.applyCredential("scorer", ROTATION, targets("Deployment/app", "Deployment/late"));
        world.user
                .apps()
                .deployments()
                .inNamespace(world.namespace)
                .withName("app")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "spec: {template: {metadata: {annotations: null}}}");
        awaitRevocation("scorer");

        assertThat(annotations("app")).isEmpty();
        assertThat(generation("app")).isEqualTo(3);
        assertThat(annotations("late")).isEmpty();

        rotate("scorer", 3);
        await("workload app to be restarted")
                .untilAsserted(() -> assertThat(annotations("app")).isEqualTo(Map.of(ANNOTATION + "scorer", "3")));
        await("workload late to be restarted")
                .untilAsserted(() -> assertThat(annotations("late")).isEqualTo(Map.of(ANNOTATION + "scorer", "3")));
        awaitRevocation("scorer");
        assertThat(generation("app")).isEqualTo(4);
        assertThat(generation("late")).isEqualTo(2);
        assertThat(world.events())
                .contains("reason: Restarted", "Restarted Deployment app so that its pods read revision 3");
    }

    /** The published Application makes Argo CD ignore exactly what the operator writes into a workload. */
    @Test
    void argoCdSeesNoDifferenceInWhatWasRestarted() throws Exception {
        workload("Deployment", "app", "replicas: 1");
        var plain = deployment("app");
        assertThat(GitOpsVerdict.compared(plain)).isEqualTo(GitOpsVerdict.specOf(plain));
        world.cluster.kubectl(
                "patch",
                "deployment/app",
                "--namespace=" + world.namespace,
                "--patch=spec: {template: {metadata: {annotations: {team: fraud}}}}");
        world.applyCredential("scorer", ROTATION, targets("Deployment/app"));
        world.ready("scorer", 1);
        var before = GitOpsVerdict.compared(deployment("app"));

        rotate("scorer", 2);
        await("workload app to be restarted")
                .untilAsserted(() -> assertThat(annotations("app")).containsEntry(ANNOTATION + "scorer", "2"));

        assertThat(GitOpsVerdict.specOf(deployment("app"))).isNotEqualTo(before);
        assertThat(GitOpsVerdict.compared(deployment("app"))).isEqualTo(before);
        awaitRevocation("scorer");
    }

    @Test
    void restartsWorkloadsOfEveryKind() throws Exception {
        workload("StatefulSet", "set", "replicas: 1, serviceName: none");
        workload("DaemonSet", "daemon", "minReadySeconds: 0");
        world.applyCredential("scorer", ROTATION, targets("StatefulSet/set", "DaemonSet/daemon"));
        world.ready("scorer", 1);

        rotate("scorer", 2);
        awaitRevocation("scorer");

        for (var kind : new String[] {"statefulset/set", "daemonset/daemon"}) {
            var template = world.cluster.kubectl(
                    "get", kind, "--namespace=" + world.namespace, "--output=jsonpath={.spec.template.metadata}");
            assertThat(template).contains("\"" + ANNOTATION + "scorer\":\"2\"");
        }
    }

    @Test
    void aMissingTargetIsReportedAndBlocksNothing() throws Exception {
        workload("Deployment", "app", "replicas: 1");
        world.applyCredential("scorer", ROTATION, targets("Deployment/nowhere", "Deployment/app"));
        world.ready("scorer", 1);
        assertThat(world.condition("scorer", "RolloutFailed")).isEmpty();

        rotate("scorer", 2);

        var failed = world.eventuallyTrue("scorer", "RolloutFailed", "RolloutStuck");
        assertThat(failed.message()).contains("Deployment nowhere, which does not exist");
        await("the verdict of kstatus and Argo CD")
                .untilAsserted(() -> assertThat(GitOpsVerdict.of(world.get("scorer")))
                        .isEqualTo(new GitOpsVerdict("Current", "Healthy", failed.message())));
        await("workload app to be restarted")
                .untilAsserted(() -> assertThat(annotations("app")).isEqualTo(Map.of(ANNOTATION + "scorer", "2")));
        awaitRevocation("scorer");
        await("scorer to lose the condition RolloutFailed")
                .untilAsserted(() ->
                        assertThat(world.condition("scorer", "RolloutFailed")).isEmpty());
        assertThat(world.condition("scorer", "Stalled")).isEmpty();
    }

    @Test
    void aPausedDeploymentKeepsThePredecessorAlive() throws Exception {
        workload("Deployment", "app", "replicas: 1");
        world.cluster.kubectl("rollout", "status", "deployment/app", "--namespace=" + world.namespace);
        world.cluster.kubectl("rollout", "pause", "deployment/app", "--namespace=" + world.namespace);
        world.applyCredential("scorer", ROTATION, targets("Deployment/app"));
        world.ready("scorer", 1);
        var old = world.pair("scorer");

        rotate("scorer", 2);
        world.advance(Duration.ofDays(3));
        var failed = world.eventuallyTrue("scorer", "RolloutFailed", "RolloutStuck");
        assertThat(failed.message()).isEqualTo("Deployment app is paused: resume its rollout");
        world.eventuallyTrue("scorer", "RotationOverdue", "NotRotated");
        assertThat(world.chalk.accepts(old)).isTrue();
        assertThat(world.events()).contains("reason: RolloutFailed");

        world.cluster.kubectl("rollout", "resume", "deployment/app", "--namespace=" + world.namespace);
        await("Chalk to refuse the old pair").untilAsserted(() -> {
            world.advance(Duration.ZERO);
            assertThat(world.chalk.accepts(old)).isFalse();
        });
    }

    @Test
    void twoCredentialsThatRotateTogetherRestartAWorkloadOnce() throws Exception {
        workload("Deployment", "app", "replicas: 1");
        for (var name : new String[] {"one", "two"}) {
            world.applyCredential(name, ROTATION, targets("Deployment/app"));
            world.ready(name, 1);
        }

        world.advance(Duration.ofDays(1));
        world.ready("one", 2);
        world.ready("two", 2);
        awaitRevocation("one");
        awaitRevocation("two");

        assertThat(annotations("app")).isEqualTo(Map.of(ANNOTATION + "one", "2", ANNOTATION + "two", "2"));
        assertThat(generation("app")).isEqualTo(2);
    }

    private void rotate(String name, long revision) throws Exception {
        world.advance(Duration.ofDays(1));
        world.ready(name, revision);
        assertThat(world.status(name).retiring())
                .extracting(RetiringToken::revision)
                .containsExactly(revision - 1);
    }

    /** Lets the overlap pass, and reconciles until the rollouts are complete. */
    private void awaitRevocation(String name) throws Exception {
        world.clock.advance(Duration.ofHours(1));
        await("name to have no retiring token").untilAsserted(() -> {
            world.advance(Duration.ZERO);
            assertThat(world.status(name).retiring()).isEmpty();
        });
    }

    private static String targets(String... targets) {
        var list = new StringBuilder("rolloutRestartTargets: [");
        for (var target : targets) {
            var parts = target.split("/", -1);
            list.append("{kind: %s, name: %s},".formatted(parts[0], parts[1]));
        }
        return list.append("]").toString();
    }

    private void workload(String kind, String name, String spec) {
        world.apply(
                """
                apiVersion: apps/v1
                kind: %s
                metadata: {name: %s, namespace: %s}
                spec:
                  %s
                  selector: {matchLabels: {app: %2$s}}
                  template:
                    metadata: {labels: {app: %2$s}}
                    spec: {containers: [{name: main, image: none}]}
                """
                        .formatted(kind, name, world.namespace, spec.replace(", ", "\n  ")));
    }

    private Deployment deployment(String name) {
        return world.user
                .apps()
                .deployments()
                .inNamespace(world.namespace)
                .withName(name)
                .get();
    }

    private long generation(String name) {
        return deployment(name).getMetadata().getGeneration();
    }

    private Map<String, String> annotations(String name) {
        var template = deployment(name).getSpec().getTemplate();
        return Objects.requireNonNullElse(template.getMetadata().getAnnotations(), Map.of());
    }
}
