// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.ChalkFailureKind.UNINTELLIGIBLE;

import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailure;

/** Sends a call, and turns the response into a value or a failure. */
final class ChalkHttpApi {

    private static final String ADVICE =
            "; a proxy may have changed the response, or the operator is too old for this server";

    private final Transport transport;

    ChalkHttpApi(Transport transport) {
        this.transport = transport;
    }

    <M, R> R ask(ChalkCall call, Class<M> type, ResponseMapper<M, R> reading) throws ChalkException {
        return transport.send(call, answer -> read(call, answer, type, reading));
    }

    private <M, R> R read(ChalkCall call, ChalkResponse answer, Class<M> type, ResponseMapper<M, R> reading)
            throws ChalkException {
        var label = transport.label(call.operation());
        if (answer.status() != 200) {
            throw refused(label, answer);
        }
        if (answer.content().isTruncated()) {
            throw unintelligible(
                    label, "was answered with more than " + call.operation().bodyLimit() + " bytes");
        }
        var message = ConnectJson.read(answer.content().bytes(), type)
                .orElseThrow(() -> unintelligible(label, "was answered 200 with invalid JSON"));
        try {
            return reading.read(message);
        } catch (ResponseMapper.MissingField missing) {
            throw unintelligible(label, "was answered 200 without " + missing.what());
        }
    }

    private static ChalkException refused(CallLabel label, ChalkResponse answer) {
        var refusal = ErrorResponse.of(answer);
        boolean doubtful = refusal.doubtful() && label.operation().isChange();
        return new ChalkException(
                new ChalkFailure(refusal.kind(), label.says(refusal.sentence()), doubtful, answer.retryAfter()));
    }

    private static ChalkException unintelligible(CallLabel label, String whatHappened) {
        return label.doubtful(UNINTELLIGIBLE, whatHappened + ADVICE);
    }
}
