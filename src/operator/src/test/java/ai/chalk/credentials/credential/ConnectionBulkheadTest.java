// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.policy.ConnectionKey;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionBulkheadTest {

    private static final ConnectionKey KEY = ConnectionKey.cluster("default");
    private static final ConnectionKey OTHER = ConnectionKey.cluster("other");

    private final List<String> woken = new ArrayList<>();
    private final ConnectionBulkhead bulkhead = new ConnectionBulkhead(pass -> woken.add(pass.getName()));

    @Test
    void wakesQueuedReconciliationsInOrder() {
        var inside = permits("inside");
        assertThat(inside.tryAcquire(KEY, 1)).isTrue();
        assertThat(permits("first").tryAcquire(KEY, 1)).isFalse();
        assertThat(permits("second").tryAcquire(KEY, 1)).isFalse();
        assertThat(permits("first").tryAcquire(KEY, 1)).as("queued once").isFalse();

        inside.close();
        assertThat(woken).containsExactly("first");
        try (var next = permits("first")) {
            assertThat(next.tryAcquire(KEY, 1)).isTrue();
        }
        assertThat(woken).containsExactly("first", "second");
    }

    @Test
    void aReconciliationHoldsOnePermitPerConnectionAndReturnsAll() {
        try (var permits = permits("pass")) {
            assertThat(permits.tryAcquire(KEY, 1)).isTrue();
            assertThat(permits.tryAcquire(KEY, 1))
                    .as("the reconciliation already holds a permit")
                    .isTrue();
            assertThat(permits.tryAcquire(OTHER, 1))
                    .as("a permit of another connection")
                    .isTrue();
            assertThat(permits("another").tryAcquire(OTHER, 1)).isFalse();
        }

        try (var permits = permits("another")) {
            assertThat(permits.tryAcquire(KEY, 1)).isTrue();
            assertThat(permits.tryAcquire(OTHER, 1)).isTrue();
        }
        assertThat(woken).containsExactly("another");
    }

    @Test
    void aReconciliationWithoutAPermitReturnsNone() {
        try (var inside = permits("inside")) {
            assertThat(inside.tryAcquire(KEY, 1)).isTrue();
            try (var outside = permits("outside")) {
                assertThat(outside.tryAcquire(KEY, 1)).isFalse();
            }
            assertThat(permits("outside").tryAcquire(KEY, 1)).isFalse();
            assertThat(permits("third").tryAcquire(KEY, 2))
                    .as("the limit was raised")
                    .isTrue();
        }
    }

    private ConnectionBulkhead.Permits permits(String pass) {
        return bulkhead.permits(new ResourceID(pass, "fraud"));
    }
}
