// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import ai.chalk.credentials.simulator.Disrupted;
import ai.chalk.credentials.simulator.Refusal;
import java.util.Optional;

/** What the port says of an answer, or of none, of the simulated Chalk. */
final class FakeFailures {

    /** Whether the call would have changed anything: nothing else can be in doubt. */
    enum Effect {
        NONE,
        CHANGE
    }

    private FakeFailures() {}

    static ChalkException of(Refusal refusal, Effect effect) {
        int status = refusal.code().status();
        var failure = new ChalkFailure(
                kind(status),
                "Chalk answered " + refusal.code().wireName() + ": " + refusal.getMessage(),
                isDoubtful(status) && effect == Effect.CHANGE,
                refusal.retryAfter());
        return new ChalkException(failure);
    }

    static ChalkException of(Disrupted disrupted, Effect effect) {
        var disruption = disrupted.disruption();
        return switch (disruption.kind()) {
            case UNREACHABLE -> failed(ChalkFailureKind.UNAVAILABLE, "connection refused", false);
            case CUT, HANG -> failed(ChalkFailureKind.UNAVAILABLE, "no answer", effect == Effect.CHANGE);
            case TRUNCATED, HUGE -> failed(ChalkFailureKind.UNINTELLIGIBLE, "no JSON", effect == Effect.CHANGE);
            case HTML ->
                failed(kind(disruption.number()), "HTML", isDoubtful(disruption.number()) && effect == Effect.CHANGE);
        };
    }

    private static ChalkException failed(ChalkFailureKind kind, String message, boolean doubtful) {
        return new ChalkException(new ChalkFailure(kind, message, doubtful, Optional.empty()));
    }

    private static ChalkFailureKind kind(int status) {
        return switch (status) {
            case 401 -> ChalkFailureKind.UNAUTHENTICATED;
            case 403 -> ChalkFailureKind.PERMISSION_DENIED;
            case 404 -> ChalkFailureKind.NOT_FOUND;
            case 429 -> ChalkFailureKind.THROTTLED;
            case 501 -> ChalkFailureKind.REJECTED;
            case 499 -> ChalkFailureKind.UNAVAILABLE;
            default -> other(status);
        };
    }

    private static ChalkFailureKind other(int status) {
        if (status >= 500) {
            return ChalkFailureKind.UNAVAILABLE;
        }
        return status < 400 ? ChalkFailureKind.UNINTELLIGIBLE : ChalkFailureKind.REJECTED;
    }

    private static boolean isDoubtful(int status) {
        return kind(status) == ChalkFailureKind.UNAVAILABLE || kind(status) == ChalkFailureKind.UNINTELLIGIBLE;
    }
}
