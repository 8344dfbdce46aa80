// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkConnection;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.connection.ConnectionsUnderTest;
import ai.chalk.credentials.simulator.ConnectCode;
import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Changes that a user makes to our tokens in Chalk are detected within one inventory interval, and corrected
 * (docs/design.md, promises 1 and 7).
 */
@Tag("cluster")
class TokenDriftTest {

    private static final int ENVIRONMENTS = 3;

    private CredentialWorld world;

    @BeforeEach
    void start() {
        world = CredentialWorld.start();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aTokenThatWasRevokedInChalkIsReplaced() throws Exception {
        var token = issued("revoked");
        world.chalk.revokeBehindOurBack(token.tokenId());

        world.inventoryRound();

        var current = Objects.requireNonNull(world.ready("revoked", 2).current());
        assertThat(current.reason()).isEqualTo("RevokedInChalk");
        assertThat(world.chalk.accepts(world.pair("revoked"))).isTrue();
        assertThat(world.alive("revoked")).containsExactly(current.tokenId());
    }

    @Test
    void aListingThatLagsCostsOneExchange() throws Exception {
        issued("lagging");
        var before = world.get("lagging");
        world.chalk.faults().add(FaultRule.of(Fault.staleListing(1)).on(Procedure.LIST_SERVICE_TOKENS));

        world.inventoryRound();

        await("1 calls of Exchange").untilAsserted(() -> assertThat(world.chalk.calls(Procedure.EXCHANGE))
                .isEqualTo(1));
        world.advance(Duration.ofSeconds(1));
        another();
        world.nothingWasWrittenInto(before);
        assertThat(world.chalk.calls(Procedure.EXCHANGE)).isEqualTo(1 + 1);
        assertThat(world.chalk.calls(Procedure.LIST_SERVICE_TOKENS)).isEqualTo(ENVIRONMENTS);
    }

    @Test
    void grantsThatWereChangedInChalkArePutBack() throws Exception {
        var token = issued("changed");
        world.chalk.changeGrantsBehindOurBack(token.tokenId(), grants("query.online", "tokens.write"));

        world.inventoryRound();

        await("the permissions of the token")
                .untilAsserted(() -> assertThat(permissions(token.tokenId())).containsExactly("query.online"));
        await("the event GrantsUpdated")
                .untilAsserted(() -> assertThat(world.events()).contains("GrantsUpdated"));
        world.advance(Duration.ofSeconds(1));
        another();
        assertThat(world.chalk.calls(Procedure.UPDATE_SERVICE_TOKEN)).isEqualTo(1);
        assertThat(Objects.requireNonNull(world.ready("changed", 1).current()).tokenId())
                .isEqualTo(token.tokenId());
    }

    @Test
    void issuesForARenamedEnvironmentEvenIfAnotherOneHasItsOldName() throws Exception {
        world.applyCredential("pinned", "rotation: {overlap: 0s, trigger: one}");
        var before = Objects.requireNonNull(world.ready("pinned", 1).current());
        var other = world.chalk.world().environmentId("fraud", "staging");
        world.chalk.rename(before.environmentId(), "live");
        world.chalk.rename(other, "production");
        world.chalk.rename(before.projectId(), "antifraud");
        renamesAreSeen();

        world.applyCredential("pinned", "rotation: {overlap: 0s, trigger: two}");

        var current = Objects.requireNonNull(world.ready("pinned", 2).current());
        assertThat(current.reason()).isEqualTo("Trigger");
        assertThat(current.environmentId()).isEqualTo(before.environmentId());
        await("the valid tokens of pinned in Chalk")
                .untilAsserted(() -> assertThat(world.alive("pinned")).containsExactly(current.tokenId()));
        assertThat(world.chalk.liveTokens())
                .filteredOn(token -> token.environmentId().equals(other))
                .isEmpty();
        assertThat(world.condition("pinned", "Stalled")).isEmpty();
    }

    /** The team is read again every ten minutes. */
    private void renamesAreSeen() throws Exception {
        world.clock.advance(Duration.ofMinutes(15));
        world.wakeConnection();
        await("the new names of the environments").untilAsserted(() -> assertThat(
                        Objects.requireNonNull(world.chalkConnection().getStatus())
                                .environments())
                .extracting(environment -> environment.projectName() + "/" + environment.name())
                .contains("antifraud/live", "antifraud/production"));
    }

    @Test
    void anEnvironmentThatMayNotBeListedDoesNotAffectTheOthers() throws Exception {
        var token = issued("beside");
        world.chalk
                .faults()
                .add(FaultRule.of(Fault.refuse(ConnectCode.PERMISSION_DENIED))
                        .on(Procedure.LIST_SERVICE_TOKENS)
                        .once());

        world.clock.advance(ConnectionsUnderTest.INVENTORY_INTERVAL);
        world.wakeConnection();
        await("all calls of ListServiceTokens")
                .untilAsserted(() -> assertThat(world.chalk.calls(Procedure.LIST_SERVICE_TOKENS))
                        .isEqualTo(ENVIRONMENTS));
        await("the findings of the inventory")
                .untilAsserted(() -> assertThat(world.findings()).hasSize(ENVIRONMENTS - 1));

        world.chalk.revokeBehindOurBack(token.tokenId());
        world.inventoryRound();
        world.ready("beside", 2);
    }

    @Test
    void restCostsOneListingPerEnvironmentHoweverManyCredentialsThereAre() throws Exception {
        for (int i = 0; i < 20; i++) {
            world.applyCredential("many-" + i);
        }
        for (int i = 0; i < 20; i++) {
            world.ready("many-" + i, 1);
        }
        var credential = world.get("many-7");
        world.inventoryRound();
        var connection = inventoried();
        world.chalk.resetCounters();

        world.inventoryRound();
        world.inventoryRound();

        assertThat(world.chalk.calls(Procedure.LIST_SERVICE_TOKENS)).isEqualTo(2 * ENVIRONMENTS);
        assertThat(world.chalk.calls(Procedure.CREATE_SERVICE_TOKEN)).isZero();
        world.nothingWasWrittenInto(connection);
        world.nothingWasWrittenInto(credential);
    }

    /** The first inventory round of a connection is written into its status after its last listing. */
    private ChalkConnection inventoried() throws Exception {
        await("the count of orphans").untilAsserted(() -> assertThat(
                        Objects.requireNonNull(world.chalkConnection().getStatus())
                                .orphans())
                .isZero());
        return world.chalkConnection();
    }

    private CurrentToken issued(String name) throws Exception {
        world.applyCredential(name);
        var status = world.ready(name, 1);
        await("the event of the Secret")
                .untilAsserted(() -> assertThat(world.events()).contains("Secret " + name + " holds revision 1"));
        world.chalk.resetCounters();
        return Objects.requireNonNull(status.current());
    }

    /** Once the additional credential is ready, the others have been reconciled as well. */
    private void another() throws Exception {
        world.applyCredential("another");
        world.ready("another", 1);
    }

    private Set<String> permissions(String tokenId) {
        return world.chalk.liveTokens().stream()
                .filter(token -> token.id().equals(tokenId))
                .findFirst()
                .orElseThrow()
                .grants()
                .permissions();
    }

    private static Grants grants(String... permissions) {
        return new Grants(
                new TreeSet<>(Set.of(permissions)), new TreeMap<>(), new TreeMap<>(), FeaturePermission.ALLOW);
    }
}
