// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import static ai.chalk.credentials.chalk.Failing.assertDefinite;
import static ai.chalk.credentials.chalk.Failing.assertDoubtful;
import static ai.chalk.credentials.chalk.Failing.failure;
import static ai.chalk.credentials.chalk.Tokens.named;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.simulator.ConnectCode;
import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import ai.chalk.credentials.simulator.SimulatedChalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How every implementation of the port must fail when Chalk does not answer: the kind of failure, whether it is in
 * doubt, and what remains in Chalk.
 */
abstract class ChalkFailureContract extends ChalkRefusalContract {

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void whatAProxyRefusesIsNotChalksRefusal(int status) {
        chalk.faults().add(FaultRule.of(Fault.html(status)).on(Procedure.DELETE_SERVICE_TOKEN));

        assertDefinite(ChalkFailureKind.UNINTELLIGIBLE, () -> api().deleteServiceToken(PRODUCTION, "any"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aPageOfAProxyIsAnOutageWithDoubt(int status) {
        chalk.faults().add(FaultRule.of(Fault.html(status)).on(Procedure.CREATE_SERVICE_TOKEN));

        assertDoubtful(ChalkFailureKind.UNAVAILABLE, () -> api().createServiceToken(PRODUCTION, named("proxied")));
    }

    @Test
    void aPageWithStatus200IsUnintelligible() {
        chalk.faults().add(FaultRule.of(Fault.html(200)).on(Procedure.CREATE_SERVICE_TOKEN));

        assertDoubtful(ChalkFailureKind.UNINTELLIGIBLE, () -> api().createServiceToken(PRODUCTION, named("portal")));
    }

    @Test
    void anAnswerLostAfterACreationLeavesAToken() {
        chalk.faults().add(FaultRule.of(Fault.answerLost()).on(Procedure.CREATE_SERVICE_TOKEN));

        assertDoubtful(ChalkFailureKind.UNAVAILABLE, () -> api().createServiceToken(PRODUCTION, named("stray")));

        assertThat(chalk.liveTokens()).extracting(ServiceToken::name).containsExactly("stray");
        assertThat(chalk.calls(Procedure.CREATE_SERVICE_TOKEN)).isEqualTo(1);
    }

    @Test
    void aRequestLostLooksTheSameAndLeavesNone() {
        chalk.faults().add(FaultRule.of(Fault.requestLost()).on(Procedure.CREATE_SERVICE_TOKEN));

        assertDoubtful(ChalkFailureKind.UNAVAILABLE, () -> api().createServiceToken(PRODUCTION, named("none")));

        assertThat(chalk.liveTokens()).isEmpty();
        assertThat(chalk.calls(Procedure.CREATE_SERVICE_TOKEN)).isEqualTo(1);
    }

    @Test
    void anAnswerLostAfterARevocationIsFoundOutByAskingAgain() throws Exception {
        var issued = api().createServiceToken(PRODUCTION, named("gone"));
        chalk.faults()
                .add(FaultRule.of(Fault.answerLost())
                        .on(Procedure.DELETE_SERVICE_TOKEN)
                        .once());

        assertDoubtful(ChalkFailureKind.UNAVAILABLE, () -> api().deleteServiceToken(PRODUCTION, issued.id()));
        assertDefinite(ChalkFailureKind.NOT_FOUND, () -> api().deleteServiceToken(PRODUCTION, issued.id()));
    }

    @Test
    void anErrorAfterTheChangeLeavesAToken() {
        chalk.faults()
                .add(FaultRule.of(Fault.refuse(ConnectCode.INTERNAL).afterTheChange())
                        .on(Procedure.CREATE_SERVICE_TOKEN));

        assertDoubtful(ChalkFailureKind.UNAVAILABLE, () -> api().createServiceToken(PRODUCTION, named("stray")));
        assertThat(chalk.liveTokens()).hasSize(1);
    }

    @Test
    void aCallThatHangsTimesOut() {
        chalk.faults().add(FaultRule.of(Fault.hang()).on(Procedure.CREATE_SERVICE_TOKEN));

        assertDoubtful(ChalkFailureKind.UNAVAILABLE, () -> api().createServiceToken(PRODUCTION, named("hung")));
    }

    @Test
    void truncatedJsonIsNoAnswer() {
        chalk.faults().add(FaultRule.of(Fault.truncatedJson()).on(Procedure.CREATE_SERVICE_TOKEN));

        assertDoubtful(ChalkFailureKind.UNINTELLIGIBLE, () -> api().createServiceToken(PRODUCTION, named("cut")));
        assertThat(chalk.liveTokens()).hasSize(1);
    }

    @Test
    void fiftyMegabytesAreNoAnswer() {
        chalk.faults().add(FaultRule.of(Fault.hugeBody(50_000_000)).on(Procedure.LIST_SERVICE_TOKENS));

        assertThat(failure(() -> api().listServiceTokens(PRODUCTION)).kind())
                .isEqualTo(ChalkFailureKind.UNINTELLIGIBLE);
    }

    @Test
    void nothingIsInDoubtWhenItsOwnExchangeFails() {
        chalk.faults().add(FaultRule.of(Fault.requestLost()).on(Procedure.EXCHANGE));

        assertDefinite(ChalkFailureKind.UNAVAILABLE, () -> api().createServiceToken(PRODUCTION, named("never")));
        assertThat(chalk.calls(Procedure.CREATE_SERVICE_TOKEN)).isZero();
    }

    @Test
    void nothingIsInDoubtAfterACallThatChangesNothing() {
        chalk.faults().add(FaultRule.of(Fault.requestLost()).on(Procedure.LIST_SERVICE_TOKENS));

        assertDefinite(ChalkFailureKind.UNAVAILABLE, () -> api().listServiceTokens(PRODUCTION));
    }

    @Test
    void aPairThatCannotBeTestedIsNotRefused() {
        chalk.faults().add(FaultRule.of(Fault.refuse(ConnectCode.INTERNAL)).on(Procedure.EXCHANGE));

        assertDefinite(ChalkFailureKind.UNAVAILABLE, () -> api().exchange(SimulatedChalk.BOOTSTRAP));
    }

    @Test
    void aListingMayLag() throws Exception {
        chalk.createBehindOurBack(PRODUCTION, named("first"));
        chalk.createBehindOurBack(PRODUCTION, named("second"));
        chalk.faults()
                .add(FaultRule.of(Fault.staleListing(1))
                        .on(Procedure.LIST_SERVICE_TOKENS)
                        .once());

        assertThat(api().listServiceTokens(PRODUCTION))
                .extracting(ServiceToken::name)
                .doesNotContain("second");
        assertThat(api().listServiceTokens(PRODUCTION))
                .extracting(ServiceToken::name)
                .contains("first", "second");
    }

    @Test
    void aListingShowsPermissionsOfTheFuture() throws Exception {
        chalk.createBehindOurBack(PRODUCTION, named("newer", "query.online", "query.telepathic"));

        assertThat(api().listServiceTokens(PRODUCTION))
                .filteredOn(token -> token.name().equals("newer"))
                .singleElement()
                .satisfies(token ->
                        assertThat(token.grants().permissions()).containsExactly("query.online", "query.telepathic"));
    }
}
