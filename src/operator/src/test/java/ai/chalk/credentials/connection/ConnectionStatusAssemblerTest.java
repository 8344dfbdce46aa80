// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionIdentity;
import ai.chalk.credentials.api.v1alpha1.ConnectionStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionStatusBuilder;
import ai.chalk.credentials.api.v1alpha1.ReachableEnvironment;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionReason;
import ai.chalk.credentials.policy.ConnectionState;
import ai.chalk.credentials.policy.PolicyFixture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectionStatusAssemblerTest {

    private static final ConnectionKey KEY = ConnectionKey.cluster("default");
    private static final Instant BEFORE = Instant.parse("2026-11-24T03:00:00Z");
    private static final Instant NOW = BEFORE.plusSeconds(60);
    private static final ConnectionStatus LAST = ConnectionStatusBuilder.builder()
            .observedGeneration(1L)
            .conditions(List.of(condition("Ready", ConditionStatus.UNKNOWN, BEFORE)))
            .apiServer("https://api.chalk.ai")
            .identity(new ConnectionIdentity("operator", "t-1", "acme", "client"))
            .environments(List.of(new ReachableEnvironment("e-1", "production", "p-1", "fraud")))
            .orphans(3)
            .lastInventoryTime(BEFORE)
            .build();

    @Test
    void anOutageIsReconcilingAndKeepsWhatWasKnownBeforeARestart() {
        var status = assemble(LAST, ConnectionReason.CHALK_UNREACHABLE, "https://api.chalk.ai/");

        assertThat(status)
                .isEqualTo(ConnectionStatusBuilder.builder()
                        .observedGeneration(2L)
                        .conditions(List.of(
                                condition("Ready", ConditionStatus.UNKNOWN, BEFORE),
                                condition("Reconciling", ConditionStatus.TRUE, NOW)))
                        .apiServer(LAST.apiServer())
                        .identity(LAST.identity())
                        .environments(LAST.environments())
                        .orphans(3)
                        .lastInventoryTime(BEFORE)
                        .build());
    }

    @Test
    void anOutageOfAnotherApiServerShowsNoIdentity() {
        var status = assemble(LAST, ConnectionReason.CHALK_UNREACHABLE, "https://other.chalk.ai");

        assertThat(status.apiServer()).isNull();
        assertThat(status.identity()).isNull();
        assertThat(status.environments()).isNull();
    }

    @Test
    void aRefusalIsStalledAndShowsNoIdentity() {
        var status = assemble(LAST, ConnectionReason.UNAUTHORIZED, "https://api.chalk.ai");

        assertThat(status.conditions())
                .extracting(Condition::type, Condition::status, Condition::lastTransitionTime)
                .containsExactly(
                        tuple("Ready", ConditionStatus.FALSE, NOW), tuple("Stalled", ConditionStatus.TRUE, NOW));
        assertThat(status.identity()).isNull();
        assertThat(status.orphans()).isEqualTo(3);
    }

    @Test
    void theFirstStatusNeedsNoEarlierOne() {
        var status = assemble(null, ConnectionReason.SECRET_NOT_FOUND, "https://api.chalk.ai");

        assertThat(status.observedGeneration()).isEqualTo(2);
        assertThat(status.conditions())
                .extracting(Condition::lastTransitionTime)
                .containsOnly(NOW);
    }

    @Test
    void theSameProblemAgainIsTheSameStatus() {
        var first = assemble(LAST, ConnectionReason.CHALK_UNREACHABLE, "https://api.chalk.ai");

        assertThat(assemble(first, ConnectionReason.CHALK_UNREACHABLE, "https://api.chalk.ai"))
                .isEqualTo(first);
    }

    private static ConnectionStatus assemble(
            @Nullable ConnectionStatus before, ConnectionReason reason, String apiServer) {
        var pass = new ProbeContext(KEY, apiServer, 2, NOW);
        var session = ConnectionSession.NONE.fail(ConnectionProblem.of(reason, "message"), Optional.empty(), pass);
        var spec = PolicyFixture.connection(KEY, PolicyFixture.Rules.none()).spec();
        // The reason of LAST, so that the conditions differ only in status and time.
        var state = new ConnectionState(KEY, spec, false, "Reason", "message", Optional.empty());
        return ConnectionStatusAssembler.assemble(before, state, session, Optional.empty(), pass);
    }

    private static Condition condition(String type, ConditionStatus status, Instant since) {
        return new Condition(type, status, 2L, since, "Reason", "message");
    }
}
