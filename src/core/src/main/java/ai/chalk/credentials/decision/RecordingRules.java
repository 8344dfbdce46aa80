// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.PendingToken;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records what was published and is not in the status yet, and adopts a Secret that was handed over. */
final class RecordingRules {

    private RecordingRules() {}

    static Optional<Step> record(Observation seen) {
        return candidates(seen)
                .flatMap(name -> seen.secret(name).ours().stream()
                        .filter(SecretView.Ours::intact)
                        .flatMap(secret -> record(seen, name, secret.token()).stream()))
                .findFirst();
    }

    /** A Secret of a former credential of the same name that was handed over to this one, which has no token yet. */
    static Optional<Step> adopt(Observation seen) {
        var name = seen.effective().secretName();
        return seen.status().current() == null && seen.status().pending() == null
                ? seen.secret(name)
                        .foreign()
                        .flatMap(SecretView.Foreign::handedOver)
                        .filter(secret ->
                                secret.intact() && secret.token().secretName().equals(name))
                        .filter(secret -> isOurName(seen, secret.token()) && !knownAsForged(seen))
                        .map(secret -> adopt(seen, secret))
                : Optional.empty();
    }

    private static Step adopt(Observation seen, SecretView.Ours secret) {
        return seen.ifReachable(TokenLocation.of(secret.token()), new Step.Adopt(secret, secret.token()));
    }

    private static Stream<String> candidates(Observation seen) {
        var pending = Optional.ofNullable(seen.status().pending()).map(PendingToken::secretName);
        var current = Optional.ofNullable(seen.status().current()).map(CurrentToken::secretName);
        return Stream.of(pending, Optional.of(seen.effective().secretName()), current)
                .flatMap(Optional::stream)
                .distinct();
    }

    private static Optional<Step> record(Observation seen, String name, CurrentToken token) {
        var pending = seen.status().pending();
        if (token.revision() <= revision(seen.status().current())
                || !token.secretName().equals(name)) {
            return Optional.empty();
        }
        if (pending != null && token.revision().equals(pending.revision())) {
            return announced(token, pending)
                    ? Optional.of(new Step.RecordToken(token, Optional.empty(), false))
                    : Optional.empty();
        }
        return isBelievable(seen, name, token)
                ? Optional.of(unexpected(seen, token, Optional.ofNullable(pending)))
                : Optional.empty();
    }

    /** Though the status did not announce it. */
    private static boolean isBelievable(Observation seen, String name, CurrentToken token) {
        var pending = seen.status().pending();
        boolean inPlace =
                pending == null ? name.equals(seen.effective().secretName()) : token.revision() < pending.revision();
        return inPlace && isOurName(seen, token) && !knownAsForged(seen);
    }

    private static Step unexpected(Observation seen, CurrentToken token, Optional<PendingToken> superseded) {
        return seen.ifReachable(TokenLocation.of(token), new Step.RecordToken(token, superseded, true));
    }

    /** Exactly the token that the status announced. The author of the annotation does not matter. */
    private static boolean announced(CurrentToken token, PendingToken pending) {
        return token.tokenName().equals(pending.tokenName())
                && TokenLocation.of(token).equals(TokenLocation.of(pending))
                && token.projectId().equals(pending.projectId())
                && token.grantsHash().equals(pending.grantsHash());
    }

    private static boolean isOurName(Observation seen, CurrentToken token) {
        return seen.familyPrefixes().anyMatch(token.tokenName()::startsWith);
    }

    private static boolean knownAsForged(Observation seen) {
        var failure = seen.status().failure();
        return failure != null && failure.reason().equals(FailureReason.SECRET_NOT_GENUINE.word());
    }

    private static long revision(@Nullable CurrentToken current) {
        return current == null ? 0 : current.revision();
    }
}
