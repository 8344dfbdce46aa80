// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionState;
import ai.chalk.credentials.policy.PolicyFixture;
import ai.chalk.credentials.policy.PolicyFixture.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionRegistryTest {

    private static final ConnectionKey KEY = PolicyFixture.CLUSTER;
    private static final ConnectionState STATE = PolicyFixture.connection(KEY, Rules.none());
    private static final ConnectionState OTHER = PolicyFixture.connection(KEY, Rules.permissions("query.*"));

    private final ConnectionRegistry registry =
            new ConnectionRegistry(new ConnectionSettings(List.of(), true, Duration.ofMinutes(5)));
    private final List<ConnectionKey> told = new ArrayList<>();

    ConnectionRegistryTest() {
        registry.onChange(told::add);
    }

    @Test
    void notifiesOfEachChangeOnce() {
        registry.appear(KEY, "uid-1");

        assertThat(registry.put("uid-1", STATE)).isTrue();
        assertThat(registry.put("uid-1", STATE)).isFalse();
        assertThat(registry.put("uid-1", OTHER)).isTrue();

        assertThat(registry.find(KEY)).contains(OTHER);
        assertThat(told).hasSize(2);
    }

    @Test
    void forgetsADeletedConnectionAndNotifies() {
        registry.appear(KEY, "uid-1");
        registry.put("uid-1", STATE);

        registry.disappear(KEY, "uid-1");

        assertThat(registry.find(KEY)).isEmpty();
        assertThat(told).hasSize(2);
    }

    @Test
    void aReconcileThatOutlivesItsObjectLeavesNothingBehind() {
        registry.appear(KEY, "uid-1");
        registry.disappear(KEY, "uid-1");

        assertThat(registry.put("uid-1", STATE)).isFalse();
        assertThat(registry.find(KEY)).isEmpty();
    }

    @Test
    void aRecreatedObjectIsNotTheOldOne() {
        registry.appear(KEY, "uid-1");
        registry.put("uid-1", STATE);

        registry.appear(KEY, "uid-2");
        registry.disappear(KEY, "uid-1");

        assertThat(registry.find(KEY)).isEmpty();
        assertThat(registry.put("uid-1", STATE)).isFalse();
        assertThat(registry.put("uid-2", OTHER)).isTrue();
    }
}
