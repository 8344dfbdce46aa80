// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import ai.chalk.credentials.simulator.ConnectCode;
import ai.chalk.credentials.simulator.ConnectError;
import ai.chalk.credentials.simulator.DisruptedException;
import java.util.Optional;

/** Translates the simulated Chalk's response, or its absence, into a failure of the port. */
final class FakeFailures {

    /** Whether the call would have changed anything. Only such a call can be in doubt. */
    enum Effect {
        NONE,
        CHANGE
    }

    private FakeFailures() {}

    static ChalkException of(ConnectError refusal, Effect effect) {
        var kind = kind(refusal.code());
        boolean doubtful = kind == ChalkFailureKind.UNAVAILABLE
                && refusal.code() != ConnectCode.ABORTED
                && effect == Effect.CHANGE;
        var message = "Chalk answered " + refusal.code().wireName() + ": " + refusal.getMessage();
        return new ChalkException(new ChalkFailure(kind, message, doubtful, refusal.retryAfter()));
    }

    static ChalkException of(DisruptedException disrupted, Effect effect) {
        var disruption = disrupted.disruption();
        return switch (disruption.kind()) {
            case UNREACHABLE -> failed(ChalkFailureKind.UNAVAILABLE, "connection refused", false);
            case CUT, HANG -> failed(ChalkFailureKind.UNAVAILABLE, "no answer", effect == Effect.CHANGE);
            case TRUNCATED, HUGE -> failed(ChalkFailureKind.UNINTELLIGIBLE, "no JSON", effect == Effect.CHANGE);
            case HTML -> html(disruption.number(), effect);
        };
    }

    /**
     * An HTML page never comes from Chalk. Its status says nothing about tokens, so that a 404 does not count as a
     * deleted token.
     */
    private static ChalkException html(int status, Effect effect) {
        if (status == ConnectCode.RESOURCE_EXHAUSTED.status()) {
            return failed(ChalkFailureKind.THROTTLED, "a page of a proxy", false);
        }
        boolean perhapsMade = status >= 500 || status < 300;
        var kind = status >= 500 ? ChalkFailureKind.UNAVAILABLE : ChalkFailureKind.UNINTELLIGIBLE;
        return failed(kind, "a page of a proxy", perhapsMade && effect == Effect.CHANGE);
    }

    private static ChalkException failed(ChalkFailureKind kind, String message, boolean doubtful) {
        return new ChalkException(new ChalkFailure(kind, message, doubtful, Optional.empty()));
    }

    private static ChalkFailureKind kind(ConnectCode code) {
        return switch (code) {
            case CANCELED, UNKNOWN, DEADLINE_EXCEEDED, INTERNAL, UNAVAILABLE, DATA_LOSS, ABORTED ->
                ChalkFailureKind.UNAVAILABLE;
            case RESOURCE_EXHAUSTED -> ChalkFailureKind.THROTTLED;
            case UNAUTHENTICATED -> ChalkFailureKind.UNAUTHENTICATED;
            case PERMISSION_DENIED -> ChalkFailureKind.PERMISSION_DENIED;
            case NOT_FOUND -> ChalkFailureKind.NOT_FOUND;
            case INVALID_ARGUMENT, ALREADY_EXISTS, FAILED_PRECONDITION, OUT_OF_RANGE, UNIMPLEMENTED ->
                ChalkFailureKind.REJECTED;
        };
    }
}
