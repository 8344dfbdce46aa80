// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.RevocationPolicy;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.api.v1alpha1.RotationStatusBuilder;
import ai.chalk.credentials.api.v1alpha1.WorkloadKind;
import ai.chalk.credentials.decision.Rollout;
import ai.chalk.credentials.decision.Sample;
import ai.chalk.credentials.decision.WorkloadState;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is read from the API server, and when: nothing at rest, and pods only if a revocation waits for nothing else.
 */
class WorkloadReaderTest {

    private static final Instant OVER = Sample.NOW.minusSeconds(1);
    private static final Instant LATER = Sample.NOW.plusSeconds(1);
    private static final RolloutRestartTarget TARGET = new RolloutRestartTarget(WorkloadKind.DEPLOYMENT, "scorer");

    private final List<String> asked = new ArrayList<>();
    private Rollout rollout = new Rollout.Complete();

    @Test
    void asksNothingAtRest() {
        var resting = Sample.resting().spec(spec -> spec.withRolloutRestartTargets(List.of(TARGET)));

        assertThat(look(resting)).isEqualTo(WorkloadState.UNSEEN);
        assertThat(asked).isEmpty();
    }

    @Test
    void asksNothingDuringAnOverlapWithoutTargets() {
        look(Sample.resting().retiring(Sample.retiring(2, LATER)));

        assertThat(asked).isEmpty();
    }

    @Test
    void asksForTargetsAloneDuringAnOverlap() {
        look(Sample.resting()
                .spec(spec -> spec.withRolloutRestartTargets(List.of(TARGET, TARGET)))
                .retiring(Sample.retiring(2, LATER)));

        assertThat(asked).containsExactly("rollout");
    }

    @Test
    void asksForPodsOnceTheOverlapIsOver() {
        var seen = look(Sample.resting().retiring(Sample.retiring(2, OVER)));

        assertThat(asked).containsExactly("eachPod");
        assertThat(seen.usage("token-2")).isPresent();
    }

    @Test
    void asksForPodsOnceForSeveralPredecessors() {
        look(Sample.resting().retiring(Sample.retiring(1, OVER), Sample.retiring(2, OVER)));

        assertThat(asked).containsExactly("eachPod");
    }

    @Test
    void doesNotAskForPodsWhileARolloutIsWaitedFor() {
        for (var open : List.of(new Rollout.Progressing("goes on"), new Rollout.Stuck("is paused"))) {
            asked.clear();
            rollout = open;

            var seen = look(Sample.resting()
                    .spec(spec -> spec.withRolloutRestartTargets(List.of(TARGET)))
                    .retiring(Sample.retiring(2, OVER)));

            assertThat(asked).containsExactly("rollout");
            assertThat(seen.usage("token-2")).isEmpty();
        }
    }

    @Test
    void doesNotAskForPodsIfItNeedNotWaitForThem() {
        look(Sample.resting()
                .rotation(rotation -> rotation.withRevocationPolicy(RevocationPolicy.AFTER_OVERLAP))
                .retiring(Sample.retiring(2, OVER)));
        look(Sample.resting().retiring(Sample.retiring(2, OVER).withImmediate(true)));

        assertThat(asked).isEmpty();
    }

    @Test
    void asksForOtherCredentialsWhileARestartIsToBeMade() {
        look(Sample.resting()
                .spec(spec -> spec.withRolloutRestartTargets(List.of(TARGET)))
                .status(status -> status.withRotation(RotationStatusBuilder.builder()
                        .pendingRestarts(List.of(TARGET))
                        .build()))
                .retiring(Sample.retiring(2, LATER)));

        assertThat(asked).containsExactly("rollout", "cachedCredentials");
    }

    private WorkloadState look(Sample sample) {
        var seen = sample.observation();
        return new WorkloadReader(recording(), seen.effective(), seen.status(), seen.now()).look();
    }

    private CredentialStore recording() {
        return (CredentialStore) Proxy.newProxyInstance(
                CredentialStore.class.getClassLoader(),
                new Class<?>[] {CredentialStore.class},
                (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    return switch (method.getName()) {
                        case "rollout" -> rollout;
                        case "cachedCredentials" -> List.of();
                        case "eachPod" -> null;
                        default -> throw new AssertionError(method + " is none of its business");
                    };
                });
    }
}
