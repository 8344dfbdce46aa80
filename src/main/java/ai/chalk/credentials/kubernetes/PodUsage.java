// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

import ai.chalk.credentials.api.v1alpha1.BlockingPod;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.EphemeralContainer;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which containers of a pod still hold the value that a Secret had before it was published anew (design: "In use"). Chalk's
 * clients read their secret once per process, so a file that kubelet has replaced meanwhile does not count.
 */
public final class PodUsage {

    /** Kubelet may deliver a mounted file this late to a pod that was there before. */
    private static final Duration LATE_FILE = Duration.ofMinutes(2);

    private PodUsage() {}

    /**
     * The containers that hold it.
     *
     * @param published when the Secret got its present value; a container that was started later holds that one
     */
    public static Stream<BlockingPod> of(Pod pod, String secretName, Instant published) {
        return reloads(pod) || !refersTo(pod, secretName)
                ? Stream.empty()
                : running(pod).filter(container -> container.startTime().isBefore(latest(pod, published)));
    }

    private static boolean reloads(Pod pod) {
        return "true".equals(CredentialSecret.annotations(pod).get(Names.RELOADS_ANNOTATION));
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
                                status.getInitContainerStatuses(),
                                status.getContainerStatuses(),
                                status.getEphemeralContainerStatuses())
                        .filter(Objects::nonNull)
                        .flatMap(List::stream)
                        .filter(container -> startedAt(container) != null)
                        .map(container -> new BlockingPod(
                                pod.getMetadata().getName(),
                                container.getName(),
                                Instant.parse(Objects.requireNonNull(startedAt(container)))));
    }

    private static @Nullable String startedAt(ContainerStatus container) {
        var state = container.getState();
        return state == null || state.getRunning() == null
                ? null
                : state.getRunning().getStartedAt();
    }

    private static boolean refersTo(Pod pod, String secretName) {
        return byVolume(pod, secretName) || byEnvironment(pod, secretName);
    }

    private static boolean byVolume(Pod pod, String secretName) {
        return nullToEmpty(pod.getSpec().getVolumes()).anyMatch(volume -> {
            var secret = volume.getSecret();
            var projected = volume.getProjected();
            return (secret != null && secretName.equals(secret.getSecretName()))
                    || (projected != null
                            && nullToEmpty(projected.getSources())
                                    .anyMatch(source -> source.getSecret() != null
                                            && secretName.equals(
                                                    source.getSecret().getName())));
        });
    }

    private static boolean byEnvironment(Pod pod, String secretName) {
        var spec = pod.getSpec();
        var ordinary = Stream.concat(nullToEmpty(spec.getInitContainers()), nullToEmpty(spec.getContainers()));
        return ordinary.anyMatch(container -> names(container, secretName))
                || nullToEmpty(spec.getEphemeralContainers()).anyMatch(container -> names(container, secretName));
    }

    private static boolean names(Container container, String secretName) {
        return nullToEmpty(container.getEnvFrom())
                        .anyMatch(from -> from.getSecretRef() != null
                                && secretName.equals(from.getSecretRef().getName()))
                || nullToEmpty(container.getEnv())
                        .anyMatch(variable -> variable.getValueFrom() != null
                                && variable.getValueFrom().getSecretKeyRef() != null
                                && secretName.equals(variable.getValueFrom()
                                        .getSecretKeyRef()
                                        .getName()));
    }

    private static boolean names(EphemeralContainer container, String secretName) {
        return nullToEmpty(container.getEnvFrom())
                        .anyMatch(from -> from.getSecretRef() != null
                                && secretName.equals(from.getSecretRef().getName()))
                || nullToEmpty(container.getEnv())
                        .anyMatch(variable -> variable.getValueFrom() != null
                                && variable.getValueFrom().getSecretKeyRef() != null
                                && secretName.equals(variable.getValueFrom()
                                        .getSecretKeyRef()
                                        .getName()));
    }

    private static <T> Stream<T> nullToEmpty(@Nullable List<T> list) {
        return list == null ? Stream.empty() : list.stream();
    }
}
