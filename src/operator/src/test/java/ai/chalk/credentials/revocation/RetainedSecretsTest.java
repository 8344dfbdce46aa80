// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.kubernetes.Provenance;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which Secret is deleted with a recorded token, and which one holds the token again. */
class RetainedSecretsTest {

    private static final String UID = "1a2b3c4d-5e6f";
    private static final Secret FORMER = secret("former", UID, 2);
    private static final Secret KEPT = secret("kept", UID, 3);

    @Test
    void aSecretWithAFormerNameIsDeleted() {
        assertThat(former(FORMER, KEPT)).containsExactly(FORMER);
        assertThat(others(FORMER, KEPT)).containsExactly(KEPT);
    }

    @Test
    void theOnlySecretHoldsItsToken() {
        assertThat(former(FORMER)).isEmpty();
        assertThat(others(FORMER)).containsExactly(FORMER);
    }

    @Test
    void aSecretThatAnotherCredentialHasAdoptedHoldsItsToken() {
        var adopted = secret("former", "another", 2);

        assertThat(former(adopted, KEPT)).isEmpty();
        assertThat(others(adopted, KEPT)).containsExactly(adopted, KEPT);
    }

    @Test
    void aSuccessorOfAnotherCredentialDoesNotCount() {
        assertThat(former(FORMER, secret("kept", "another", 3))).isEmpty();
    }

    @Test
    void anOlderSecretDoesNotCountAsASuccessor() {
        assertThat(former(FORMER, secret("older", UID, 1))).isEmpty();
    }

    @Test
    void aSecretWithAnotherTokenStays() {
        assertThat(former(secret("former", UID, 1), KEPT)).isEmpty();
    }

    @Test
    void aSecretWithoutProvenanceStaysAndHoldsNothing() {
        var plain = new SecretBuilder()
                .withNewMetadata()
                .withName("plain")
                .endMetadata()
                .build();

        assertThat(others(plain, KEPT)).containsExactly(plain, KEPT);
        assertThat(RetainedSecrets.tokenId(plain)).isEmpty();
        assertThat(RetainedSecrets.tokenId(KEPT)).containsExactly("token-3");
    }

    private static List<Secret> former(Secret... secrets) {
        return left(secrets).former().toList();
    }

    private static List<Secret> others(Secret... secrets) {
        return left(secrets).others().toList();
    }

    private static RetainedSecrets left(Secret... secrets) {
        return new RetainedSecrets(SampleRecords.ofToken("token-2", "client-2"), List.of(secrets));
    }

    private static Secret secret(String name, String uid, long revision) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .addToAnnotations(WellKnownNames.TOKEN_ANNOTATION, new Provenance(uid, token(revision)).format())
                .endMetadata()
                .build();
    }
}
