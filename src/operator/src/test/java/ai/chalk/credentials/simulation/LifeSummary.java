// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Objects;
import java.util.stream.Collectors;

/** The state of a world in one line of a trace. */
final class LifeSummary {

    private LifeSummary() {}

    static String of(LifeWorld world) {
        return "  | " + world.clock.instant() + " | " + credential(world) + " | "
                + world.cluster.list(Secret.class).stream()
                        .map(secret -> secret(world, secret))
                        .collect(Collectors.joining(", "))
                + " | " + world.tokens.all();
    }

    private static String credential(LifeWorld world) {
        return world.credential()
                .map(found -> metadata(found) + (found.getStatus() == null ? "" : status(world, found.getStatus())))
                .orElse("no credential");
    }

    private static String metadata(ChalkServiceCredential found) {
        var metadata = found.getMetadata();
        return metadata.getUid().substring(6, 8) + " g" + metadata.getGeneration()
                + (metadata.getDeletionTimestamp() == null ? "" : " deleting");
    }

    private static String status(LifeWorld world, ChalkServiceCredentialStatus status) {
        var current = status.current();
        var pending = status.pending();
        return (current == null
                        ? ""
                        : " cur r" + current.revision() + "/" + world.tokens.label(current.tokenId()) + "@"
                                + current.secretName())
                + (pending == null ? "" : " pend r" + pending.revision() + "/" + pending.reason())
                + status.retiring().stream()
                        .map(token -> " ret " + world.tokens.label(token.tokenId()))
                        .collect(Collectors.joining())
                + (status.unswept().isEmpty()
                        ? ""
                        : " unswept " + status.unswept().size())
                + (status.failure() == null
                        ? ""
                        : " failure " + status.failure().reason())
                + status.conditions().stream().map(LifeSummary::condition).collect(Collectors.joining());
    }

    private static String condition(Condition condition) {
        return " " + condition.type() + "=" + condition.status() + "/" + condition.reason();
    }

    private static String secret(LifeWorld world, Secret secret) {
        var revision = secret.getMetadata().getAnnotations() == null
                ? "?"
                : Objects.requireNonNullElse(
                        secret.getMetadata().getAnnotations().get(WellKnownNames.REVISION_ANNOTATION), "?");
        var token = world.tokens.in(secret).map(Object::toString).orElse("foreign");
        return secret.getMetadata().getName() + ": r" + revision + " " + token;
    }
}
