// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.api.v1alpha1.RotationStatus;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The only place that decides why a token is issued. Labels, grants, schedules and templates never cause an issue. */
final class IssueCauses {

    private IssueCauses() {}

    /** The first cause that applies, repairs first. */
    static Optional<IssueReason> of(Observation seen) {
        var current = seen.status().current();
        if (current == null) {
            return Optional.of(IssueReason.INITIAL);
        }
        return leaked(seen)
                .or(() -> spoilt(seen, current))
                .or(() -> changed(seen, current))
                .or(() -> asked(seen))
                .or(() -> due(seen));
    }

    private static Optional<IssueReason> leaked(Observation seen) {
        var handled = handled(seen, RotationStatus::handledRevokeRequest);
        return RotationRequests.isNew(seen.requests().revoke(), handled)
                ? Optional.of(IssueReason.LEAKED)
                : Optional.empty();
    }

    /** The token in the Secret is not usable. */
    private static Optional<IssueReason> spoilt(Observation seen, CurrentToken current) {
        var secret = seen.secret(current.secretName()).ours();
        if (secret.filter(found -> !found.going()).isEmpty()) {
            return Optional.of(IssueReason.SECRET_LOST);
        }
        if (!holds(secret.get(), current)) {
            return Optional.of(IssueReason.SECRET_TAMPERED);
        }
        return seen.inChalk() instanceof ChalkTokenState.Refused
                ? Optional.of(IssueReason.REVOKED_IN_CHALK)
                : Optional.empty();
    }

    /** The token in the Secret is not the one that the spec requests. */
    private static Optional<IssueReason> changed(Observation seen, CurrentToken current) {
        if (!current.secretName().equals(seen.effective().secretName())) {
            return Optional.of(IssueReason.SECRET_RENAMED);
        }
        return hasMoved(seen, current) ? Optional.of(IssueReason.MOVED) : Optional.empty();
    }

    /** A user requests it; like the schedule, a request waits while rotation is suspended. */
    private static Optional<IssueReason> asked(Observation seen) {
        if (seen.effective().isSuspended()) {
            return Optional.empty();
        }
        var requests = seen.requests();
        if (RotationRequests.isNew(requests.trigger(), handled(seen, RotationStatus::handledTrigger))) {
            return Optional.of(IssueReason.TRIGGER);
        }
        return RotationRequests.isNew(requests.rotate(), handled(seen, RotationStatus::handledRotateRequest))
                ? Optional.of(IssueReason.REQUESTED)
                : Optional.empty();
    }

    private static Optional<IssueReason> due(Observation seen) {
        return IssueRules.dueAt(seen).filter(at -> !seen.now().isBefore(at)).map(at -> IssueReason.DUE);
    }

    private static @Nullable String handled(Observation seen, Function<RotationStatus, @Nullable String> request) {
        return Optional.ofNullable(seen.status().rotation()).map(request).orElse(null);
    }

    /** Whether the Secret holds exactly this token. */
    static boolean holds(SecretView.Ours secret, CurrentToken current) {
        var token = secret.token();
        return secret.intact()
                && token.revision().equals(current.revision())
                && token.tokenId().equals(current.tokenId())
                && token.tokenName().equals(current.tokenName())
                && token.dataHash().equals(current.dataHash());
    }

    /** Whether the credential is usable: the Secret that the status names holds the current token. */
    static boolean isUsable(Observation seen) {
        return Optional.ofNullable(seen.status().current()).filter(seen::holds).isPresent();
    }

    /** Ids are pinned when a token is issued, so only a changed text in the spec moves a token, not a rename in Chalk. */
    private static boolean hasMoved(Observation seen, CurrentToken current) {
        var spec = seen.spec();
        return !PinnedTarget.means(spec.project(), current.projectId(), current.projectName())
                || !PinnedTarget.means(spec.environment(), current.environmentId(), current.environmentName())
                || !sameConnection(seen, current.connection());
    }

    private static boolean sameConnection(Observation seen, PinnedConnection pinned) {
        var ref = seen.effective().connectionRef();
        var namespace =
                ref.kind() == ConnectionKind.CHALK_CONNECTION ? seen.id().namespace() : null;
        return pinned.kind() == ref.kind()
                && pinned.name().equals(ref.name())
                && Objects.equals(pinned.namespace(), namespace);
    }

    /** The reason of an attempt that is taken over. An unknown word, from a forged status, counts as the first token. */
    static IssueReason named(String word) {
        return Arrays.stream(IssueReason.values())
                .filter(reason -> reason.word().equals(word))
                .findFirst()
                .orElse(IssueReason.INITIAL);
    }
}
