// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.simulation.LifeChalk;
import ai.chalk.credentials.simulation.LifeConnections;
import ai.chalk.credentials.simulation.LifeMutation;
import ai.chalk.credentials.simulation.LifeProcess;
import ai.chalk.credentials.simulation.LifeScript;
import ai.chalk.credentials.simulation.LifeStoreMutation;
import ai.chalk.credentials.simulation.LifeWorld;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A connection that exists but was not checked yet is not reported as a problem, but only for a minute. */
class StartupGracePeriodTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The watch of connections has reported it, so that the operator need not ask the API server. */
    private static final LifeMutation UNASKED = new LifeMutation() {
        @Override
        public CredentialStore store(CredentialStore store) {
            return new LifeStoreMutation(store) {
                @Override
                public boolean connectionExists(ConnectionKey key) {
                    throw new AssertionError("asked for " + key);
                }
            };
        }
    };

    private final LifeScript script = new LifeScript(UNASKED);
    private final LifeProcess process = script.starts();

    @Test
    void reportsNothingAtFirst() {
        script.world.connected = false;
        script.passes(process, 1);
        int before = process.effects();

        script.passes(process, 3);

        assertThat(process.effects()).isEqualTo(before);
        script.world.connected = true;
        script.passes(process, 2);
        assertThat(script.published().label).isEqualTo("t1");
    }

    @Test
    void reportsAnUncheckedConnectionAfterAMinute() {
        script.world.connected = false;
        script.passes(process, 2);

        script.world.advance(PATIENCE);
        script.passes(process, 1);

        assertThat(condition("Reconciling"))
                .hasValueSatisfying(found -> assertThat(found.reason()).isEqualTo("ConnectionNotReady"))
                .hasValueSatisfying(found -> assertThat(found.message()).contains("default", "is not checked yet"));
        assertThat(condition("Stalled")).isEmpty();
    }

    @Test
    void aDeletionGoesOnAndIsHandedOver() {
        script.passes(process, 4);
        script.world.connected = false;
        script.user.deletesCredential();
        script.passes(process, 3);
        assertThat(script.world.secret(LifeWorld.NAME)).isPresent();

        script.world.advance(PATIENCE);
        script.passes(process, 3);
        assertThat(script.world.secret(LifeWorld.NAME)).isEmpty();
        script.world.advance(LifeProcess.LIMITS.revocationHandover());
        script.passes(process, 3);

        assertThat(script.world.credential()).isEmpty();
        script.ends();
    }

    @Test
    void asksTheApiServerOnlyForConnectionsThatNoWatchHasShown() {
        var unknown = ConnectionKey.cluster("another");
        var looks = new StartupGracePeriod(
                new LifeConnections(script.world, new LifeChalk(process, script.world), process.inventory));
        var start = LifeWorld.START;

        assertThat(looks.isAwaited(unknown, start, key -> true)).isTrue();
        assertThat(looks.isAwaited(unknown, start, key -> false)).isFalse();
        assertThat(looks.isAwaited(unknown, start.plus(PATIENCE), StartupGracePeriodTest::unasked))
                .isFalse();
        assertThat(looks.isAwaited(ConnectionKey.cluster("default"), start, StartupGracePeriodTest::unasked))
                .as("already checked")
                .isFalse();
    }

    private static boolean unasked(ConnectionKey key) {
        throw new AssertionError("asked for " + key);
    }

    private Optional<Condition> condition(String type) {
        var status =
                Objects.requireNonNull(script.world.credential().orElseThrow().getStatus());
        return Objects.requireNonNullElse(status.conditions(), List.<Condition>of()).stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }
}
