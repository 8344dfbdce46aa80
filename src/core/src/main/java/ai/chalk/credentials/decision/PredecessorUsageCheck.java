// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.HistoryEntry;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.RevocationPolicy;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/** Which containers hold a predecessor's value: those that started before the Secret got its successor's. */
public final class PredecessorUsageCheck {

    private PredecessorUsageCheck() {}

    /** Whether the revocation of that token depends now on the containers that hold it. */
    public static boolean matters(EffectiveSpec spec, RetiringToken token, Instant now) {
        return spec.revocationPolicy() == RevocationPolicy.WHEN_UNUSED
                && !Boolean.TRUE.equals(token.immediate())
                && !now.isBefore(token.revokeTime());
    }

    /** Containers that started before this time hold the value of that token. */
    public static Instant heldUntil(ChalkServiceCredentialStatus status, RetiringToken token) {
        var current = Optional.ofNullable(status.current());
        boolean ownSecret = current.map(CurrentToken::secretName)
                .filter(name -> !name.equals(token.secretName()))
                .isPresent();
        // A Secret of a former name keeps its value until it is deleted, so every container that mounts it holds that
        // value.
        return ownSecret ? Instant.MAX : succeededAt(status, token);
    }

    /** When the Secret got the value of the next revision. */
    static Instant succeededAt(ChalkServiceCredentialStatus status, RetiringToken token) {
        return status.history().stream()
                .filter(entry -> entry.revision() > token.revision())
                .min(Comparator.comparing(HistoryEntry::revision))
                .map(HistoryEntry::publishTime)
                .or(() -> Optional.ofNullable(status.current()).map(CurrentToken::publishTime))
                .filter(Objects::nonNull)
                .orElse(token.revokeTime());
    }
}
