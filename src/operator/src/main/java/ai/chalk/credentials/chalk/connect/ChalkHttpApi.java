// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.ChalkFailureKind.UNINTELLIGIBLE;

import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailure;

/** Asks, and turns whatever comes back into a value or the one failure that fits. */
final class ChalkHttpApi {

    private static final String ADVICE = "; a proxy may have changed it, or this operator is too old for the server";

    private final Transport transport;

    ChalkHttpApi(Transport transport) {
        this.transport = transport;
    }

    <M, R> R ask(ChalkCall call, Class<M> type, ResponseMapper<M, R> reading) throws ChalkException {
        return transport.send(call, answer -> read(call, answer, type, reading));
    }

    private <M, R> R read(ChalkCall call, ChalkResponse answer, Class<M> type, ResponseMapper<M, R> reading)
            throws ChalkException {
        var place = transport.place(call.operation());
        if (answer.status() != 200) {
            throw refused(place, answer);
        }
        if (answer.content().isCut()) {
            throw unintelligible(
                    place, "was answered with more than " + call.operation().bodyLimit() + " bytes");
        }
        var message = ConnectJson.read(answer.content().bytes(), type)
                .orElseThrow(() -> unintelligible(place, "was answered 200 with something else than its JSON"));
        try {
            return reading.read(message);
        } catch (ResponseMapper.Lack lack) {
            throw unintelligible(place, "was answered 200 without " + lack.what());
        }
    }

    private static ChalkException refused(CallLabel place, ChalkResponse answer) {
        var refusal = ErrorResponse.of(answer);
        boolean doubtful = refusal.doubtful() && place.operation().isChange();
        return new ChalkException(
                new ChalkFailure(refusal.kind(), place.says(refusal.sentence()), doubtful, answer.retryAfter()));
    }

    private static ChalkException unintelligible(CallLabel place, String whatHappened) {
        return place.doubtful(UNINTELLIGIBLE, whatHappened + ADVICE);
    }
}
