// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After every result of a reconcile, the next one is due, and the log names the object and the cause. */
class ReconcileGuardTest {

    private final Logger logger = Logger.getLogger(ReconcileGuard.class.getName());
    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler keeper = new Keeper();

    @BeforeEach
    void listen() {
        logger.addHandler(keeper);
    }

    @AfterEach
    void leave() {
        logger.removeHandler(keeper);
    }

    @Test
    void returnsTheResultOfASuccessfulReconcile() {
        assertThat(run(() -> Duration.ofMinutes(7))).isEqualTo(Duration.ofMinutes(7));
        assertThat(logged).isEmpty();
    }

    @Test
    void retriesSoonAfterAFailureOfTheApiServer() {
        assertThat(run(() -> {
                    throw new KubernetesClientException("", 403, null);
                }))
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(text())
                .isEqualTo(
                        "reconciliation failed at the API server, retrying in 5s credential=fraud/scorer httpStatus=403");
    }

    @Test
    void doesNotReportAMisconfigurationAsABug() {
        assertThat(run(() -> {
                    throw new MisconfigurationException("ConfigMap a/b has no data.id");
                }))
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(text())
                .isEqualTo(
                        "reconciliation not possible, retrying in 60s credential=fraud/scorer message=\"ConfigMap a/b has no"
                                + " data.id\"");
        assertThat(logged.get(0).getThrown()).isNull();
    }

    @Test
    void reportsEveryOtherExceptionAsABug() {
        var bug = new IllegalStateException("never");

        assertThat(run(() -> {
                    throw bug;
                }))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(text()).contains("bug", "credential=fraud/scorer");
        assertThat(logged.get(0).getThrown()).isSameAs(bug);
    }

    private static Duration run(Supplier<Duration> pass) {
        return ReconcileGuard.run(new ReconcileGate(Clock.systemUTC()), "credential=fraud/scorer", pass);
    }

    private String text() {
        assertThat(logged).hasSize(1);
        return new PatternFormatter("%s").format(logged.get(0));
    }

    private final class Keeper extends Handler {

        Keeper() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord record) {
            logged.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
