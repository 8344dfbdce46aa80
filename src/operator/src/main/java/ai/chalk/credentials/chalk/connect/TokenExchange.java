// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.connect.ResponseMapper.required;

import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ExchangeResult;
import ai.chalk.credentials.chalk.connect.ResponseMapper.MissingField;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Exchanges a client id and secret for an access token. */
final class TokenExchange {

    private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);
    private static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(5);
    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(1);
    private static final int MARGIN_PART = 10;
    private static final Pattern FIT_FOR_HEADER = Pattern.compile("[\\x21-\\x7e]+");

    private final ChalkHttpApi server;
    private final InstantSource clock;

    TokenExchange(ChalkHttpApi server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    AccessToken exchange(ClientCredentials pair) throws ChalkException {
        var request = new ConnectMessages.TokenRequest(pair.clientId(), pair.clientSecret(), "client_credentials");
        var call = new ChalkCall(Operation.TOKEN_EXCHANGE, Optional.empty(), Optional.empty(), Optional.of(request));
        var askedAt = clock.instant();
        return server.ask(call, ConnectMessages.TokenResponse.class, answer -> accessToken(answer, askedAt));
    }

    private static AccessToken accessToken(ConnectMessages.TokenResponse answer, Instant askedAt) throws MissingField {
        var value = required(answer.accessToken(), "an access token");
        if (!FIT_FOR_HEADER.matcher(value.reveal()).matches()) {
            throw MissingField.of("an access token that a header can carry");
        }
        var lifetime = lifetime(answer, askedAt);
        var tenth = lifetime.dividedBy(MARGIN_PART);
        var margin = tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN;
        var environments = answer.environmentIdToName();
        var access = new ExchangeResult(askedAt.plus(lifetime), environments == null ? Map.of() : environments);
        return new AccessToken(value, access, askedAt.plus(lifetime).minus(margin));
    }

    /** Measured by the local clock if Chalk gives a duration, so that the two clocks need not agree. */
    private static Duration lifetime(ConnectMessages.TokenResponse answer, Instant askedAt) {
        var said = Optional.ofNullable(answer.expiresIn())
                .map(Duration::ofSeconds)
                .or(() -> Optional.ofNullable(answer.expiresAt())
                        .flatMap(ResponseReader::instant)
                        .map(end -> Duration.between(askedAt, end)))
                .orElse(DEFAULT_LIFETIME);
        if (said.isNegative()) {
            return Duration.ZERO;
        }
        return said.compareTo(LONGEST_LIFETIME) > 0 ? LONGEST_LIFETIME : said;
    }
}
