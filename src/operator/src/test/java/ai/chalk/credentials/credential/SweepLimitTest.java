// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.FakeChalk;
import ai.chalk.credentials.chalk.NewServiceToken;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.chalk.Team;
import ai.chalk.credentials.chalk.TokenListing;
import ai.chalk.credentials.decision.Sample;
import ai.chalk.credentials.decision.TokenName;
import ai.chalk.credentials.policy.ConnectionState;
import ai.chalk.credentials.simulator.SimulatedChalk;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A sweep of many strays ends in bounded time, and continues with the next reconciliation. */
class SweepLimitTest {

    private static final Clock STILL = Clock.fixed(Sample.NOW, ZoneOffset.UTC);
    private static final List<Long> STRAYS = List.of(1L, 2L, 3L, 4L, 5L);

    private final SimulatedChalk chalk = SimulatedChalk.standard(STILL);
    private final String environment = chalk.world().environmentId("fraud", "production");
    private final StraySweeper sweep = new StraySweeper(
            Sample.fresh().status(status -> status.withHighestRevision(5L)).observation(), Optional.empty());

    SweepLimitTest() {
        for (long revision : STRAYS) {
            var name = TokenName.of(Sample.INSTALLATION, Sample.ID, revision);
            chalk.createBehindOurBack(environment, new NewServiceToken(name, Sample.GRANTS));
        }
    }

    @Test
    void revokesAllWhileChalkIsFast() throws Exception {
        assertThat(run(STILL)).isTrue();
        assertThat(ours()).isEmpty();
    }

    @Test
    void leavesTheRestToTheNextReconciliationIfChalkIsSlow() throws Exception {
        assertThat(run(slow())).isFalse();
        assertThat(ours()).hasSize(2);

        assertThat(run(slow())).isTrue();
        assertThat(ours()).isEmpty();
    }

    @Test
    void revokesAtLeastOneInEachReconciliation() throws Exception {
        var late = new AtomicInteger();

        assertThat(run(() -> Sample.NOW.plusSeconds(3600L * late.getAndIncrement())))
                .isFalse();

        assertThat(ours()).hasSize(4);
    }

    private boolean run(InstantSource clock) throws Exception {
        return sweep.run(revocation(), chalk.liveTokens(), new TimeBudget(clock));
    }

    /** A revocation takes 25 seconds. */
    private static InstantSource slow() {
        var asked = new AtomicInteger();
        return () -> Sample.NOW.plusSeconds(25L * asked.getAndIncrement());
    }

    private TokenRevoker revocation() {
        var link = new ConnectionState.Link(
                new FakeChalk(chalk, SimulatedChalk.BOOTSTRAP),
                (id, newerThan) -> new TokenListing(Instant.EPOCH, List.of()),
                "client",
                new Team("team", "Team", List.of()),
                Set.of(environment));
        return new TokenRevoker(token -> true, Sample.NOW, link, new MissingTokenTracker(), id -> false);
    }

    private List<ServiceToken> ours() {
        return chalk.liveTokens().stream()
                .filter(token -> token.name().startsWith(TokenName.prefix(Sample.INSTALLATION, Sample.ID)))
                .toList();
    }
}
