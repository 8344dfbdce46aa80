// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

import ai.chalk.credentials.api.v1alpha1.BlockingPod;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretEnvSource;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.SecretProjection;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the containers of a pod that still hold the value that a Secret had before it was last published (docs/design.md,
 * "In use"). Chalk clients read their secret once per process, so a file that the kubelet has replaced in the meantime does
 * not count. All containers of a pod that refers to the Secret are checked, because an init container may have passed
 * the value to a container that does not refer to it.
 */
public final class PodUsage {

    /** The kubelet may deliver a mounted file this late to a pod that already runs. */
    private static final Duration LATE_FILE = Duration.ofMinutes(2);

    private PodUsage() {}

    /**
     * The containers that hold the old value.
     *
     * @param published when the Secret got its present value; a container that started later holds that value
     */
    public static Stream<BlockingPod> of(Pod pod, String secretName, Instant published) {
        return reloads(pod) || !refersTo(pod, secretName)
                ? Stream.empty()
                : running(pod).filter(container -> container.startTime().isBefore(latest(pod, published)));
    }

    private static boolean reloads(Pod pod) {
        return "true".equals(CredentialSecret.annotations(pod).get(WellKnownNames.RELOADS_ANNOTATION));
    }

    private static Instant latest(Pod pod, Instant published) {
        var created = pod.getMetadata().getCreationTimestamp();
        boolean older = created == null || Instant.parse(created).isBefore(published);
        return older && published.isBefore(Instant.MAX.minus(LATE_FILE)) ? published.plus(LATE_FILE) : published;
    }

    private static Stream<BlockingPod> running(Pod pod) {
        var status = pod.getStatus();
        return status == null
                ? Stream.empty()
                : Stream.of(
                                all(status.getInitContainerStatuses()),
                                all(status.getContainerStatuses()),
                                all(status.getEphemeralContainerStatuses()))
                        .flatMap(containers -> containers)
                        .flatMap(container -> startTime(container)
                                .map(start ->
                                        new BlockingPod(pod.getMetadata().getName(), container.getName(), start)));
    }

    /** Empty if the container does not run. */
    private static Stream<Instant> startTime(ContainerStatus container) {
        return all(container.getState())
                .flatMap(state -> all(state.getRunning()))
                .flatMap(running -> all(running.getStartedAt()))
                .map(Instant::parse);
    }

    private static boolean refersTo(Pod pod, String secretName) {
        return Stream.concat(mounted(pod), inEnvironment(pod)).anyMatch(secretName::equals);
    }

    /** Names of the Secrets that a pod mounts as volumes. */
    private static Stream<String> mounted(Pod pod) {
        return all(pod.getSpec().getVolumes())
                .flatMap(volume -> Stream.concat(
                        all(volume.getSecret()).map(SecretVolumeSource::getSecretName),
                        all(volume.getProjected())
                                .flatMap(projected -> all(projected.getSources()))
                                .flatMap(source -> all(source.getSecret()))
                                .map(SecretProjection::getName)));
    }

    /** Names of the Secrets that any containers of a pod have in their environment. */
    private static Stream<String> inEnvironment(Pod pod) {
        var spec = pod.getSpec();
        return Stream.of(
                        all(spec.getInitContainers()).flatMap(one -> names(one.getEnvFrom(), one.getEnv())),
                        all(spec.getContainers()).flatMap(one -> names(one.getEnvFrom(), one.getEnv())),
                        all(spec.getEphemeralContainers()).flatMap(one -> names(one.getEnvFrom(), one.getEnv())))
                .flatMap(names -> names);
    }

    private static Stream<String> names(@Nullable List<EnvFromSource> whole, @Nullable List<EnvVar> single) {
        return Stream.concat(
                all(whole).flatMap(from -> all(from.getSecretRef())).map(SecretEnvSource::getName),
                all(single)
                        .flatMap(variable -> all(variable.getValueFrom()))
                        .flatMap(from -> all(from.getSecretKeyRef()))
                        .map(SecretKeySelector::getName));
    }

    private static <T> Stream<T> all(@Nullable List<T> list) {
        return list == null ? Stream.empty() : list.stream();
    }

    private static <T> Stream<T> all(@Nullable T one) {
        return Stream.ofNullable(one);
    }
}
