// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.decision.Rollout;
import ai.chalk.credentials.decision.WorkloadName;
import ai.chalk.credentials.kubernetes.RolloutProgress;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import ai.chalk.credentials.kubernetes.WriteResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/** Reads the rollout progress of workloads, and restarts them after a rotation. */
public final class Rollouts {

    private static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(WellKnownNames.OPERATOR)
            .build();

    private final KubernetesClient client;

    public Rollouts(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Reads the progress of a workload's rollout. A workload that the operator may not read counts as stuck, with the
     * reason.
     */
    public Rollout read(String namespace, RolloutRestartTarget target) {
        try {
            return progress(namespace, target);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            return new Rollout.Stuck(WorkloadName.of(target) + " cannot be read: " + WriteResult.describe(e));
        }
    }

    private Rollout progress(String namespace, RolloutRestartTarget target) {
        return switch (target.kind()) {
            case DEPLOYMENT ->
                RolloutProgress.of(client.apps()
                        .deployments()
                        .inNamespace(namespace)
                        .withName(target.name())
                        .get());
            case STATEFUL_SET ->
                RolloutProgress.of(client.apps()
                        .statefulSets()
                        .inNamespace(namespace)
                        .withName(target.name())
                        .get());
            case DAEMON_SET ->
                RolloutProgress.of(client.apps()
                        .daemonSets()
                        .inNamespace(namespace)
                        .withName(target.name())
                        .get());
            case UNKNOWN -> new Rollout.Missing();
        };
    }

    /**
     * Writes revisions into the pod template. They differ for every rotation, so each rotation restarts the workload
     * once; repeating the write changes nothing.
     *
     * @param revisions by credential
     */
    public WriteResult<HasMetadata> restart(
            String namespace, RolloutRestartTarget target, SortedMap<String, Long> revisions) {
        var annotations = new LinkedHashMap<String, String>();
        revisions.forEach((credential, revision) ->
                annotations.put(WellKnownNames.REVISION_ANNOTATION_PREFIX + credential, Long.toString(revision)));
        var patch = Serialization.asJson(
                Map.of("spec", Map.of("template", Map.of("metadata", Map.of("annotations", annotations)))));
        return WriteResult.of(() -> workload(namespace, target).patch(MERGE, patch));
    }

    private Resource<? extends HasMetadata> workload(String namespace, RolloutRestartTarget target) {
        return switch (target.kind()) {
            case DEPLOYMENT ->
                client.apps().deployments().inNamespace(namespace).withName(target.name());
            case STATEFUL_SET ->
                client.apps().statefulSets().inNamespace(namespace).withName(target.name());
            case DAEMON_SET -> client.apps().daemonSets().inNamespace(namespace).withName(target.name());
            case UNKNOWN -> throw new IllegalArgumentException("a workload of an unknown kind is never restarted");
        };
    }
}
