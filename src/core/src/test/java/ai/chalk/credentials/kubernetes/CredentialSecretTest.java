// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

import static ai.chalk.credentials.decision.Sample.ID;
import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.decision.CredentialId;
import ai.chalk.credentials.decision.EffectiveSpec;
import ai.chalk.credentials.decision.Sample;
import ai.chalk.credentials.decision.SecretView;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.SecretFluent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialSecretTest {

    private static final ClientCredentials PAIR = new ClientCredentials("client-3", new ClientSecret("s3cret"));
    private static final CurrentToken TOKEN =
            token(3).withDataHash(CredentialSecret.dataHash(token(3).tokenName(), PAIR));
    private static final EffectiveSpec SPEC = Sample.fresh().observation().effective();

    @Test
    void seesItsOwnAsItWasWritten() {
        assertThat(CredentialSecret.view(written(SPEC), SPEC))
                .isEqualTo(new SecretView.Ours("secret-uid", "7", TOKEN, true, true));
    }

    @Test
    void seesThatASecretIsImmutable() {
        var secret = new SecretBuilder(written(SPEC)).withImmutable(true).build();

        assertThat(CredentialSecret.view(secret, SPEC))
                .isEqualTo(new SecretView.Ours("secret-uid", "7", TOKEN, true, true, false, true));
    }

    @Test
    void isForeignWithoutProvenance() {
        var byHand = new SecretBuilder()
                .withNewMetadata()
                .withName("scorer")
                .endMetadata()
                .build();

        assertThat(CredentialSecret.view(byHand, SPEC))
                .isEqualTo(new SecretView.Foreign("was not written for this credential"));
    }

    @Test
    void isForeignWithAProvenanceThatCannotBeRead() {
        var secret = edited().addToAnnotations(WellKnownNames.TOKEN_ANNOTATION, "{}")
                .endMetadata()
                .build();

        assertThat(CredentialSecret.view(secret, SPEC))
                .isEqualTo(new SecretView.Foreign("was not written for this credential"));
    }

    @Test
    void isForeignWhenAFormerCredentialOfTheSameNameWroteIt() {
        assertThat(CredentialSecret.view(written(specOf("scorer", "former")), SPEC))
                .isEqualTo(new SecretView.Foreign("was written for a former credential of the same name; annotate it"
                        + " credentials.chalk.ai/adopt=scorer to let this credential adopt it"));
    }

    @Test
    void canBeAdoptedThroughItsAnnotation() {
        var former = written(specOf("scorer", "former"));
        former.getMetadata().getAnnotations().put("credentials.chalk.ai/adopt", "scorer");

        assertThat(CredentialSecret.view(former, SPEC).foreign())
                .flatMap(SecretView.Foreign::handedOver)
                .hasValueSatisfying(secret -> assertThat(secret.intact()).isTrue());

        former.getMetadata().getAnnotations().put("credentials.chalk.ai/adopt", "ranker");
        assertThat(CredentialSecret.view(former, SPEC).foreign())
                .flatMap(SecretView.Foreign::handedOver)
                .isEmpty();
    }

    @Test
    void isForeignWhenAnotherCredentialWroteIt() {
        assertThat(CredentialSecret.view(written(specOf("ranker", "other")), SPEC))
                .isEqualTo(new SecretView.Foreign("was written for the credential ranker"));
    }

    @ParameterizedTest
    @CsvSource({"client_id, eA==", "client_secret, eA==", "client_secret, '*'", "client_id, "})
    void isTamperedWithWhereThePairIsNotTheOneThatWasWritten(String key, String value) {
        var secret = written(SPEC);
        secret.getData().put(key, value);

        assertThat(CredentialSecret.view(secret, SPEC))
                .isEqualTo(new SecretView.Ours("secret-uid", "7", TOKEN, false, false));
    }

    @Test
    void isTamperedWithWhereItHasNoData() {
        var secret = new SecretBuilder(written(SPEC)).withData(null).build();

        assertThat(CredentialSecret.view(secret, SPEC))
                .isEqualTo(new SecretView.Ours("secret-uid", "7", TOKEN, false, false));
    }

    @Test
    void isIntactButNotRenderedWhereOtherKeysChanged() {
        var secret = written(SPEC);
        secret.getData().remove("CHALK_ENVIRONMENT");

        assertThat(CredentialSecret.view(secret, SPEC))
                .isEqualTo(new SecretView.Ours("secret-uid", "7", TOKEN, true, false));
    }

    @Test
    void isIntactButNotRenderedWithoutItsLabel() {
        var secret = edited().removeFromLabels(WellKnownNames.CREDENTIAL_LABEL)
                .endMetadata()
                .build();

        assertThat(CredentialSecret.view(secret, SPEC))
                .isEqualTo(new SecretView.Ours("secret-uid", "7", TOKEN, true, false));
        assertThat(CredentialSecret.credentialName(secret)).isEmpty();
        assertThat(CredentialSecret.credentialName(written(SPEC))).contains("scorer");
    }

    @Test
    void doesNotShowThatTwoTokensHaveTheSameSecret() {
        assertThat(CredentialSecret.dataHash("one", PAIR))
                .isEqualTo(CredentialSecret.dataHash("one", PAIR))
                .isNotEqualTo(CredentialSecret.dataHash("two", PAIR))
                .doesNotContain("s3cret");
    }

    private static EffectiveSpec specOf(String name, String uid) {
        return new EffectiveSpec(new CredentialId(ID.namespace(), name, uid), SPEC.spec());
    }

    private static SecretFluent<SecretBuilder>.MetadataNested<SecretBuilder> edited() {
        return new SecretBuilder(written(SPEC)).editMetadata();
    }

    private static Secret written(EffectiveSpec spec) {
        return new SecretBuilder(SecretRendering.of(spec, TOKEN, PAIR).create())
                .editMetadata()
                .withUid("secret-uid")
                .withResourceVersion("7")
                .endMetadata()
                .build();
    }
}
