// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.chalk.TargetEnvironment;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ids that the texts of a spec keep meaning once a token was issued for them, even after a rename in Chalk (ADR 0006). The
 * policy applies to them as to any other target: a forged status gains nothing that a spec with that id would not.
 */
public record PinnedTarget(Optional<String> projectId, Optional<String> environmentId) {

    private static final PinnedTarget NONE = new PinnedTarget(Optional.empty(), Optional.empty());

    /**
     * From the current token or, if that was issued for another target, from the open attempt.
     *
     * @param connection the one in the spec: ids of another Chalk mean nothing here
     */
    public static PinnedTarget of(
            ChalkServiceCredentialSpec spec, ChalkServiceCredentialStatus status, PinnedConnection connection) {
        var current = Stream.ofNullable(status.current())
                .filter(token -> token.connection().equals(connection))
                .map(token -> new TargetEnvironment(
                        token.projectId(), token.projectName(), token.environmentId(), token.environmentName()));
        var pending = Stream.ofNullable(status.pending())
                .filter(attempt -> attempt.connection().equals(connection))
                .map(attempt -> new TargetEnvironment(
                        attempt.projectId(),
                        attempt.projectName(),
                        attempt.environmentId(),
                        attempt.environmentName()));
        return Stream.concat(current, pending)
                .map(target -> of(spec, target))
                .max(Comparator.comparing(pins -> pins.count()))
                .orElse(NONE);
    }

    /** An environment is pinned only within its project. */
    private static PinnedTarget of(ChalkServiceCredentialSpec spec, TargetEnvironment target) {
        if (!means(spec.project(), target.projectId(), target.projectName())) {
            return NONE;
        }
        boolean both = means(spec.environment(), target.environmentId(), target.environmentName());
        return new PinnedTarget(
                Optional.of(target.projectId()), both ? Optional.of(target.environmentId()) : Optional.empty());
    }

    /** The names to record with a token: the texts of the spec, so that a rename in Chalk does not look like an edit; for an id, the name. */
    public static TargetEnvironment noted(ChalkServiceCredentialSpec spec, TargetEnvironment resolved) {
        var project = spec.project();
        var environment = spec.environment();
        return new TargetEnvironment(
                resolved.projectId(),
                project.equals(resolved.projectId()) ? resolved.projectName() : project,
                resolved.environmentId(),
                environment.equals(resolved.environmentId()) ? resolved.environmentName() : environment);
    }

    /** Whether a text of the spec is the id or the text that was recorded when a token was issued. */
    static boolean means(String text, String id, String noted) {
        return text.equals(id) || text.equals(noted);
    }

    private long count() {
        return Stream.of(projectId, environmentId).flatMap(Optional::stream).count();
    }
}
