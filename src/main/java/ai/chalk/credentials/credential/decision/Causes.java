// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential.decision;

import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.api.v1alpha1.RotationStatus;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one place that answers: why is a token issued now? Labels, grants, schedules and templates never issue anything. */
final class Causes {

    private Causes() {}

    /** The first cause that holds, repairs first. */
    static Optional<Reason> of(Observation seen) {
        var current = seen.status().current();
        if (current == null) {
            return Optional.of(Reason.INITIAL);
        }
        return leaked(seen)
                .or(() -> spoilt(seen, current))
                .or(() -> changed(seen, current))
                .or(() -> asked(seen))
                .or(() -> due(seen));
    }

    private static Optional<Reason> leaked(Observation seen) {
        var handled = handled(seen, RotationStatus::handledRevokeRequest);
        return Requests.isNew(seen.requests().revoke(), handled) ? Optional.of(Reason.LEAKED) : Optional.empty();
    }

    /** What the Secret holds is not usable. */
    private static Optional<Reason> spoilt(Observation seen, CurrentToken current) {
        var secret = seen.secret(current.secretName()).ours();
        if (secret.filter(found -> !found.going()).isEmpty()) {
            return Optional.of(Reason.SECRET_LOST);
        }
        if (!holds(secret.get(), current)) {
            return Optional.of(Reason.SECRET_TAMPERED);
        }
        return seen.inChalk() instanceof InChalk.Refused ? Optional.of(Reason.REVOKED_IN_CHALK) : Optional.empty();
    }

    /** What the Secret holds is not what the spec asks for. */
    private static Optional<Reason> changed(Observation seen, CurrentToken current) {
        if (!current.secretName().equals(seen.effective().secretName())) {
            return Optional.of(Reason.SECRET_RENAMED);
        }
        return hasMoved(seen, current) ? Optional.of(Reason.MOVED) : Optional.empty();
    }

    /** A person asks; like the schedule, that waits while rotation is suspended. */
    private static Optional<Reason> asked(Observation seen) {
        if (seen.effective().isSuspended()) {
            return Optional.empty();
        }
        var requests = seen.requests();
        if (Requests.isNew(requests.trigger(), handled(seen, RotationStatus::handledTrigger))) {
            return Optional.of(Reason.TRIGGER);
        }
        return Requests.isNew(requests.rotate(), handled(seen, RotationStatus::handledRotateRequest))
                ? Optional.of(Reason.REQUESTED)
                : Optional.empty();
    }

    private static Optional<Reason> due(Observation seen) {
        return Issuing.dueAt(seen).filter(at -> !seen.now().isBefore(at)).map(at -> Reason.DUE);
    }

    private static @Nullable String handled(Observation seen, Function<RotationStatus, @Nullable String> request) {
        return Optional.ofNullable(seen.status().rotation()).map(request).orElse(null);
    }

    /** Whether that Secret holds exactly this token. */
    static boolean holds(SecretView.Ours secret, CurrentToken current) {
        var token = secret.token();
        return secret.intact()
                && token.revision().equals(current.revision())
                && token.tokenId().equals(current.tokenId())
                && token.tokenName().equals(current.tokenName())
                && token.dataHash().equals(current.dataHash());
    }

    /** Whether the Secret that the status names holds the current token: the credential is usable. */
    static boolean isUsable(Observation seen) {
        return Optional.ofNullable(seen.status().current()).filter(seen::holds).isPresent();
    }

    /** Ids are pinned when a token is issued, so a rename in Chalk moves nothing; a changed text in the spec does. */
    private static boolean hasMoved(Observation seen, CurrentToken current) {
        var spec = seen.spec();
        return !Pins.means(spec.project(), current.projectId(), current.projectName())
                || !Pins.means(spec.environment(), current.environmentId(), current.environmentName())
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

    /** The reason of an attempt that is taken over; a word that is none of ours (a forged status) counts as the first. */
    static Reason named(String word) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.word().equals(word))
                .findFirst()
                .orElse(Reason.INITIAL);
    }
}
