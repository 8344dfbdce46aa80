// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import static ai.chalk.credentials.chalk.Failing.assertDefinite;
import static ai.chalk.credentials.chalk.Failing.assertFails;
import static ai.chalk.credentials.chalk.Failing.failure;
import static ai.chalk.credentials.chalk.Tokens.named;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.simulator.ConnectCode;
import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import ai.chalk.credentials.simulator.SimulatedChalk;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How every implementation of the port must report a refusal of Chalk: the kind of failure, and whether it is in doubt.
 */
abstract class ChalkRefusalContract extends ChalkApiContract {

    @Test
    void refusesAWrongSecretOfItsOwn() {
        var wrong = new ClientCredentials(SimulatedChalk.BOOTSTRAP.clientId(), new ClientSecret("wrong"));

        assertDefinite(ChalkFailureKind.UNAUTHENTICATED, () -> api(wrong).connect());
        assertDefinite(
                ChalkFailureKind.UNAUTHENTICATED, () -> api(wrong).createServiceToken(PRODUCTION, named("never")));
        assertThat(chalk.liveTokens()).isEmpty();
    }

    @Test
    void refusesAPairThatWasRevoked() throws Exception {
        var issued = api().createServiceToken(PRODUCTION, named("revoked"));
        chalk.revokeBehindOurBack(issued.id());

        assertDefinite(ChalkFailureKind.UNAUTHENTICATED, () -> api().exchange(issued.credentials()));
    }

    @Test
    void reportsAMissingTokenAsNotFound() {
        assertDefinite(ChalkFailureKind.NOT_FOUND, () -> api().deleteServiceToken(PRODUCTION, "nothing"));
        assertDefinite(
                ChalkFailureKind.NOT_FOUND, () -> api().updateServiceToken(PRODUCTION, "nothing", named("nothing")));
        assertDefinite(ChalkFailureKind.NOT_FOUND, () -> api().listServiceTokens("nowhere"));
        assertDefinite(ChalkFailureKind.NOT_FOUND, () -> api().createServiceToken("nowhere", named("lost")));
    }

    @Test
    void doesNotFindATokenOfAnotherEnvironment() throws Exception {
        var issued = api().createServiceToken(PRODUCTION, named("here"));

        assertDefinite(ChalkFailureKind.NOT_FOUND, () -> api().deleteServiceToken(STAGING, issued.id()));
        assertThat(chalk.liveTokens()).hasSize(1);
    }

    @Test
    void deniesWhatTheCallerMayNot() {
        var reader = new ClientCredentials("reader", new ClientSecret("reader-secret"));
        chalk.addCaller(reader, Set.of("tokens.list"));
        var nobody = new ClientCredentials("nobody", new ClientSecret("nobody-secret"));
        chalk.addCaller(nobody, Set.of());

        assertDefinite(
                ChalkFailureKind.PERMISSION_DENIED, () -> api(reader).createServiceToken(PRODUCTION, named("never")));
        assertDefinite(ChalkFailureKind.PERMISSION_DENIED, () -> api(reader).deleteServiceToken(PRODUCTION, "any"));
        assertDefinite(ChalkFailureKind.PERMISSION_DENIED, () -> api(nobody).listServiceTokens(PRODUCTION));
        assertThat(chalk.liveTokens()).isEmpty();
    }

    @Test
    void deniesAnEnvironmentOutOfReach() throws Exception {
        var local = api().createServiceToken(PRODUCTION, named("local", "tokens.list", "tokens.write"));

        assertThat(api(local.credentials()).listServiceTokens(PRODUCTION)).isNotEmpty();
        assertDefinite(ChalkFailureKind.PERMISSION_DENIED, () -> api(local.credentials())
                .listServiceTokens(STAGING));
    }

    @Test
    void isRejectedWithAPermissionThatChalkDoesNotKnow() {
        assertDefinite(ChalkFailureKind.REJECTED, () -> api().createServiceToken(
                        PRODUCTION, named("newer", "query.telepathic")));
        assertThat(chalk.liveTokens()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CANCELED, UNAVAILABLE, true",
        "UNKNOWN, UNAVAILABLE, true",
        "DEADLINE_EXCEEDED, UNAVAILABLE, true",
        "INTERNAL, UNAVAILABLE, true",
        "UNAVAILABLE, UNAVAILABLE, true",
        "DATA_LOSS, UNAVAILABLE, true",
        "ABORTED, UNAVAILABLE, false",
        "RESOURCE_EXHAUSTED, THROTTLED, false",
        "PERMISSION_DENIED, PERMISSION_DENIED, false",
        "NOT_FOUND, NOT_FOUND, false",
        "INVALID_ARGUMENT, REJECTED, false",
        "FAILED_PRECONDITION, REJECTED, false",
        "OUT_OF_RANGE, REJECTED, false",
        "ALREADY_EXISTS, REJECTED, false",
        "UNIMPLEMENTED, REJECTED, false"
    })
    void mapsErrorCodes(ConnectCode code, ChalkFailureKind kind, boolean doubtful) {
        chalk.faults().add(FaultRule.of(Fault.refuse(code)).on(Procedure.CREATE_SERVICE_TOKEN));

        assertFails(kind, doubtful, () -> api().createServiceToken(PRODUCTION, named("refused")));
    }

    @Test
    void saysHowLongToWaitWhenThrottled() {
        chalk.faults()
                .add(FaultRule.of(Fault.refuse(ConnectCode.RESOURCE_EXHAUSTED, Duration.ofSeconds(17)))
                        .on(Procedure.CREATE_SERVICE_TOKEN)
                        .once());

        var failure = failure(() -> api().createServiceToken(PRODUCTION, named("throttled")));

        assertThat(failure.kind()).isEqualTo(ChalkFailureKind.THROTTLED);
        assertThat(failure.doubtful()).isFalse();
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(17));
    }

    @Test
    void saysHowLongToWaitDuringAnOutage() {
        chalk.faults()
                .add(FaultRule.of(Fault.refuse(ConnectCode.UNAVAILABLE, Duration.ofSeconds(5)))
                        .on(Procedure.LIST_SERVICE_TOKENS)
                        .once());

        var failure = failure(() -> api().listServiceTokens(PRODUCTION));

        assertThat(failure.kind()).isEqualTo(ChalkFailureKind.UNAVAILABLE);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(5));
    }

    @Test
    void noMessageHoldsASecret() throws Exception {
        var issued = api().createServiceToken(PRODUCTION, named("secret"));
        chalk.revokeBehindOurBack(issued.id());

        var failure = failure(() -> api().exchange(issued.credentials()));

        assertThat(failure.toString()).doesNotContain(chalk.issuedSecrets());
    }
}
