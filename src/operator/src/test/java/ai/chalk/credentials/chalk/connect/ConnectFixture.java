// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.ChalkConnector.Settings;
import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailure;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.NewServiceToken;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Shared by the tests of this package: an open connection, a sample request, and checks of failures. */
final class ConnectFixture {

    static final String OWN_SECRET = "marker-own-secret";
    static final Timeouts PATIENT = new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20));
    static final Timeouts IMPATIENT = new Timeouts(Duration.ofSeconds(20), Duration.ofMillis(300));

    private ConnectFixture() {}

    static ChalkApi to(URI server) {
        return to(server, new TestTime());
    }

    static ChalkApi to(URI server, TestTime time) {
        return new ConnectChalkConnector(Map.of(), time, PATIENT, time).open(settings(server, Optional.empty()));
    }

    static ChalkApi impatientlyTo(URI server) {
        var time = new TestTime();
        return new ConnectChalkConnector(Map.of(), time, IMPATIENT, time).open(settings(server, Optional.empty()));
    }

    static Settings settings(URI server, Optional<String> caBundle) {
        var pair = new ClientCredentials("own-client-id", new ClientSecret(OWN_SECRET));
        return new Settings(server, pair, caBundle, 1000, 100);
    }

    static NewServiceToken token() {
        var grants = new Grants(
                new TreeSet<>(List.of("query.online", "query.offline_read")),
                new TreeMap<>(Map.of("query_tags", List.of("payments"))),
                new TreeMap<>(Map.of("pii", FeaturePermission.DENY)),
                FeaturePermission.ALLOW);
        return new NewServiceToken("k8s/x/fraud/scorer/12345678/4", grants);
    }

    /** The failure of a call, checked to contain no secret and no part of the response. */
    static ChalkFailure failureOf(ThrowingCallable call) {
        var thrown = catchThrowableOfType(ChalkException.class, call);
        assertThat(thrown).isNotNull().hasNoCause().hasNoSuppressedExceptions();
        assertThat(thrown.toString() + thrown.failure())
                .doesNotContain(
                        OWN_SECRET,
                        StubResponses.BODY_MARKER,
                        StubResponses.HEADER_MARKER,
                        StubResponses.ACCESS_TOKEN,
                        "Exception: null");
        return thrown.failure();
    }
}
