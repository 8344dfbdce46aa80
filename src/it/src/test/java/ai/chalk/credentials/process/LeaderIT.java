// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.process;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import ai.chalk.credentials.testing.OperatorProcess;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of two operators, one acts. The other one takes over as soon as it may. */
class LeaderIT {

    private static final int OK = 200;
    /** The log line of a reconcile of a credential at level DEBUG. */
    private static final String A_PASS = "pass rule=";

    private static final Map<String, String> TALKATIVE = Map.of("QUARKUS_LOG_CATEGORY__AI_CHALK__LEVEL", "DEBUG");
    /** Less time than it takes to detect a dead leader. */
    private static final Duration HAND_OVER = Duration.ofSeconds(10);

    private ProcessWorld world;
    private String own;

    @BeforeEach
    void start() throws Exception {
        world = new ProcessWorld(TALKATIVE);
        own = world.cluster.newOperatorNamespace();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aStandbyDoesNothingUntilTheLeaderEndsAndThenContinuesItsWork() throws Exception {
        var leader = begin("leader").awaitReady();
        await("leader to hold the lease")
                .untilAsserted(() -> assertThat(holder()).isEqualTo("leader"));
        var standby = begin("standby").awaitReady();
        world.apply(world.credential("first", "production"));
        world.ready("first", 1);

        assertThat(leader.log()).contains(A_PASS);
        assertThat(standby.page("/q/health/ready")).contains("\"leading\": false");
        assertThat(leader.page("/q/health/ready")).contains("\"leading\": true");
        assertThat(standby.status("/q/health/live")).isEqualTo(OK);
        assertThat(leader.status("/q/health/live")).isEqualTo(OK);
        assertNothingWasDoneBy(standby);
        assertThat(leader.metrics())
                .contains("chalk_operator_leader 1.0", "chalk_credential_ready{", "chalk_operator_connection_ready{");
        assertThat(standby.metrics())
                .contains("chalk_operator_leader 0.0", "chalk_operator_revocations ")
                .doesNotContain("chalk_credential_ready{", "chalk_operator_connection_ready{");

        var late = Fault.latency(Duration.ofSeconds(3)).afterTheChange();
        world.chalk
                .faults()
                .add(FaultRule.of(late).on(Procedure.CREATE_SERVICE_TOKEN).once());
        world.apply(world.credential("second", "production"));
        await("2 calls of CreateServiceToken")
                .untilAsserted(() -> assertThat(world.chalk.calls(Procedure.CREATE_SERVICE_TOKEN))
                        .isEqualTo(2));
        assertThat(leader.stop()).as(leader.log()).isIn(0, 143);
        var ended = Instant.now();
        // Released, and possibly acquired since. A process that must wait for a dead leader cannot have it yet.
        assertThat(holder()).as("released: " + leader.log()).isIn("", "standby");
        world.apply(world.credential("third", "production"));

        await("standby to hold the lease")
                .untilAsserted(() -> assertThat(holder()).isEqualTo("standby"));
        assertThat(Duration.between(ended, Instant.now())).isLessThan(HAND_OVER);
        world.ready("second", 1);
        world.ready("third", 1);
        await("3 valid tokens in Chalk")
                .untilAsserted(() -> assertThat(world.liveTokens()).hasSize(3));
        assertThat(standby.status("/q/health/ready")).isEqualTo(OK);
        assertThat(standby.log()).contains(A_PASS);
        assertThat(writersOf("first")).containsOnly("leader");
        assertThat(writersOf("third")).containsOnly("standby");
    }

    @Test
    void aLeaderThatHasLostItsLeaseExits() throws Exception {
        var operator = begin("leader").awaitReady();
        await("leader to hold the lease")
                .untilAsserted(() -> assertThat(holder()).isEqualTo("leader"));

        lease().edit(lease -> {
            lease.getSpec().setHolderIdentity("somebody-else");
            return lease;
        });

        assertThat(operator.awaitEnd()).as(operator.log()).isEqualTo(1);
        assertThat(operator.log()).contains("lost the lease");
        assertThat(holder())
                .as("held by another process, which this one must not release")
                .isEqualTo("somebody-else");
    }

    private OperatorProcess begin(String name) {
        return world.startOperator(
                name,
                Map.of("HOSTNAME", name, "CHALK_OPERATOR_NAMESPACE", own, "CHALK_OPERATOR_LEADER_ELECTION", "true"));
    }

    private void assertNothingWasDoneBy(OperatorProcess standby) {
        assertThat(standby.log()).doesNotContain(A_PASS, "connection changed");
        assertThat(writersOf("first")).containsOnly("leader");
    }

    private List<String> writersOf(String credential) {
        return world.user.events().v1().events().inNamespace(world.namespace).list().getItems().stream()
                .filter(event -> credential.equals(event.getRegarding().getName()))
                .map(Event::getReportingInstance)
                .toList();
    }

    private Resource<Lease> lease() {
        return world.user.leases().inNamespace(own).withName("chalk-credential-operator");
    }

    private String holder() {
        var lease = lease().get();
        return lease == null ? "" : lease.getSpec().getHolderIdentity();
    }
}
