// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.SecretOutputBuilder;
import ai.chalk.credentials.kubernetes.WriteResult;
import ai.chalk.credentials.simulation.LifeEffect;
import ai.chalk.credentials.simulation.LifeFate.Turn;
import ai.chalk.credentials.simulation.LifeMutation;
import ai.chalk.credentials.simulation.LifeProcess;
import ai.chalk.credentials.simulation.LifeScript;
import ai.chalk.credentials.simulation.LifeStoreMutation;
import ai.chalk.credentials.simulation.LifeWorld;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * docs/design.md, promise 7 if another writer keeps changing the Secret: the operator does not write it forever, and reports the
 * conflict.
 */
class SecretFightTest {

    private static final Duration PROBE = Duration.ofMinutes(10);

    /** A mutating webhook removes a label on every write of the Secret. */
    private static final LifeMutation WEBHOOK = new LifeMutation() {
        @Override
        public CredentialStore store(CredentialStore store) {
            return new LifeStoreMutation(store) {
                @Override
                public WriteResult<Secret> updateSecret(Secret secret) {
                    secret.getMetadata().getLabels().remove("team");
                    return store.updateSecret(secret);
                }
            };
        }
    };

    private LifeScript script = new LifeScript(LifeMutation.NONE);
    private int writes;

    @Test
    void detectsAWebhookFromTheResponseToTheWrite() {
        var process = start(WEBHOOK);

        passes(process, 10);

        assertThat(writes).isEqualTo(1);
        assertThat(condition("Stalled").reason()).isEqualTo("SecretConflict");
        assertThat(condition("Stalled").message())
                .contains("Secret scorer", "label team", "metadata.managedFields", "webhook");
        assertThat(condition("Ready").status()).hasToString("TRUE");
        script.world.advance(PROBE);
        passes(process, 10);
        assertThat(writes).isEqualTo(2);
    }

    @Test
    void backsOffFromAControllerThatKeepsRestoringItsChange() {
        var process = start(LifeMutation.NONE);

        for (int i = 0; i < 10; i++) {
            passes(process, 1);
            removeLabel();
        }

        assertThat(writes).isEqualTo(3);
        assertThat(condition("Stalled").reason()).isEqualTo("SecretConflict");
        script.world.advance(PROBE);
        passes(process, 2);
        assertThat(writes).isEqualTo(4);
        assertThat(status().failure())
                .as("after the Secret kept what the operator wrote")
                .isNull();
        script.rests(process);
    }

    private LifeProcess start(LifeMutation mutation) {
        script = new LifeScript(mutation);
        var process = script.starts();
        script.passes(process, 4);
        script.world.fate = (any, effect) -> {
            writes += effect == LifeEffect.UPDATE_SECRET ? 1 : 0;
            return Turn.TAKES_PLACE;
        };
        script.user.edits(
                "secret",
                SecretOutputBuilder.builder()
                        .name(LifeWorld.NAME)
                        .labels(Map.of("team", "fraud"))
                        .build(),
                ChalkServiceCredentialSpec::withSecret);
        return process;
    }

    private void passes(LifeProcess process, int count) {
        script.passes(process, count);
    }

    private void removeLabel() {
        var secret = script.world.secret(LifeWorld.NAME).orElseThrow();
        secret.getMetadata().getLabels().remove("team");
        script.world.cluster.update(secret);
    }

    private Condition condition(String type) {
        return status().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private ChalkServiceCredentialStatus status() {
        return Objects.requireNonNull(script.world.credential().orElseThrow().getStatus());
    }
}
