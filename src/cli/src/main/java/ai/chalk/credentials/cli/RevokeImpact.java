// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.BlockingPod;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.decision.WorkloadName;
import ai.chalk.credentials.kubernetes.PodUsage;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What fails when all tokens of a credential are revoked.
 *
 * @param tokens the revision and client id of each token
 * @param users the running containers that use the Secret; empty if the caller may not list pods
 * @param restarted the workloads that the operator restarts
 */
record RevokeImpact(
        String credential,
        String secret,
        List<String> tokens,
        Optional<List<BlockingPod>> users,
        List<String> restarted) {

    private static final int NAMED = 5;

    static RevokeImpact of(ClusterClient cluster, ChalkServiceCredential live) {
        var spec = CredentialReader.spec(live);
        var status = CredentialReader.status(live);
        var current = Stream.ofNullable(status.current()).map(token -> token(token.revision(), token.clientId()));
        var retiring = status.retiring().stream().map(token -> token(token.revision(), token.clientId()));
        var secret = Optional.ofNullable(status.secretName()).orElse(spec.secretName());
        return new RevokeImpact(
                spec.id().namespace() + "/" + spec.id().name(),
                secret,
                Stream.concat(current, retiring).toList(),
                users(cluster, spec.id().namespace(), secret),
                spec.rolloutRestartTargets().stream().map(WorkloadName::of).toList());
    }

    private static String token(long revision, String clientId) {
        return "revision " + revision + ", client id " + clientId;
    }

    private static Optional<List<BlockingPod>> users(ClusterClient cluster, String namespace, String secret) {
        try {
            return Optional.of(cluster.pods(namespace).stream()
                    .flatMap(pod -> PodUsage.of(pod, secret, Instant.MAX))
                    .toList());
        } catch (KubernetesClientException e) { // the text says that the users are unknown
            return Optional.empty();
        }
    }

    String text() {
        var output = new TextOutput();
        output.line("This revokes all tokens of " + credential + " in Chalk at once, even if they are in use:");
        tokens.forEach(token -> output.line("  " + token));
        output.line(users.map(this::used)
                .orElse("The containers that use Secret " + secret + " are unknown: you may not list pods."));
        output.line(
                restarted.isEmpty()
                        ? "spec.rolloutRestartTargets is empty, so the operator restarts nothing: running pods fail until you restart them."
                        : "The operator restarts " + String.join(", ", restarted)
                                + "; other running pods fail until you restart them.");
        return output.toString();
    }

    private String used(List<BlockingPod> containers) {
        var named = containers.stream()
                .limit(NAMED)
                .map(user -> user.container() + " of pod " + user.pod())
                .collect(Collectors.joining(", "));
        int more = Math.max(0, containers.size() - NAMED);
        return containers.isEmpty()
                ? "No running container of this namespace uses Secret " + secret + "."
                : containers.size() + " running " + (containers.size() == 1 ? "container uses" : "containers use")
                        + " Secret " + secret + ": " + named + (more > 0 ? " and " + more + " more" : "") + ".";
    }
}
