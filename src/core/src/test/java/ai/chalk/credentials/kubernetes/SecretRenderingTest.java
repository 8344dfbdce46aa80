// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

import static ai.chalk.credentials.decision.Sample.ID;
import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import ai.chalk.credentials.api.v1alpha1.SecretFormat;
import ai.chalk.credentials.api.v1alpha1.SecretOutput;
import ai.chalk.credentials.api.v1alpha1.SecretOutputBuilder;
import ai.chalk.credentials.api.v1alpha1.SecretTemplate;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.decision.EffectiveSpec;
import ai.chalk.credentials.decision.Sample;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretRenderingTest {

    private static final ClientCredentials PAIR = new ClientCredentials("client-3", new ClientSecret("s3cret"));
    private static final Map<String, String> FILES = Map.of("client_id", "client-3", "client_secret", "s3cret");

    @Test
    void writesTheThreeUsualFormatsWhereNoneIsGiven() {
        assertThat(data(create(output(null, null))).keySet())
                .isEqualTo(Set.of(
                        "client_id",
                        "client_secret",
                        "CHALK_CLIENT_ID",
                        "CHALK_CLIENT_SECRET",
                        "CHALK_API_SERVER",
                        "CHALK_ACTIVE_ENVIRONMENT",
                        "CHALK_ENVIRONMENT",
                        "_CHALK_CLIENT_ID",
                        "_CHALK_CLIENT_SECRET",
                        "_CHALK_API_SERVER",
                        "_CHALK_ACTIVE_ENVIRONMENT"));
    }

    @Test
    void writesClientIdAndSecretAlways() {
        assertThat(data(create(output(List.of(SecretFormat.FILES), null)))).isEqualTo(FILES);
        assertThat(data(create(output(List.of(SecretFormat.SERVICE_BINDING), null))))
                .containsAllEntriesOf(FILES)
                .contains(entry("type", "chalk"), entry("provider", "chalk.ai"))
                .hasSize(4);
    }

    @Test
    void namesTheEnvironmentByItsId() {
        assertThat(data(create(output(List.of(SecretFormat.ENV), null))))
                .containsAllEntriesOf(FILES)
                .contains(
                        entry("CHALK_CLIENT_ID", "client-3"),
                        entry("CHALK_CLIENT_SECRET", "s3cret"),
                        entry("CHALK_API_SERVER", "https://api.chalk.ai"),
                        entry("CHALK_ACTIVE_ENVIRONMENT", "environment-id"),
                        entry("CHALK_ENVIRONMENT", "environment-id"))
                .hasSize(7);
    }

    @ParameterizedTest
    @CsvSource({
        "$(clientId), client-3",
        "$(clientSecret), s3cret",
        "$(apiServer), https://api.chalk.ai",
        "$(project), fraud",
        "$(environment), production",
        "$(environmentId), environment-id",
        "$$, $",
        "$$(clientId), $(clientId)",
        "$$$(clientId), $client-3",
        "a$(clientId)b$(project)c, aclient-3bfraudc",
        "$(unknown), $(unknown)",
        "$, $",
        "$1, $1",
        "plain, plain"
    })
    void fillsATemplate(String text, String expected) {
        var output = output(null, new SecretTemplate(Map.of("key", text)));

        assertThat(data(create(output)))
                .containsAllEntriesOf(FILES)
                .containsEntry("key", expected)
                .hasSize(3);
    }

    @Test
    void leavesAValueThatLooksLikeAPlaceholderAsItIs() {
        var odd = new ClientCredentials("$(clientSecret)$1\\", new ClientSecret("s3cret"));
        var spec = spec(output(null, new SecretTemplate(Map.of("key", "$(clientId)"))));

        assertThat(data(SecretRendering.of(spec, token(3), odd).create())).containsEntry("key", "$(clientSecret)$1\\");
    }

    @Test
    void letsNoTemplateReplaceClientIdAndSecret() {
        var output = output(null, new SecretTemplate(Map.of("client_id", "another")));

        assertThat(data(create(output))).isEqualTo(FILES);
    }

    @Test
    void saysWhoseItIs() {
        var secret = create(labelled(Map.of("team", "risk"), Map.of("note", "x")));

        assertThat(secret.getMetadata().getName()).isEqualTo("scorer");
        assertThat(secret.getMetadata().getNamespace()).isEqualTo("fraud");
        assertThat(secret.getMetadata().getLabels())
                .containsOnly(
                        entry("team", "risk"),
                        entry(WellKnownNames.CREDENTIAL_LABEL, "scorer"),
                        entry(WellKnownNames.MANAGED_BY_LABEL, WellKnownNames.OPERATOR));
        assertThat(secret.getMetadata().getAnnotations())
                .containsEntry("note", "x")
                .containsEntry(WellKnownNames.REVISION_ANNOTATION, "3")
                .containsEntry(WellKnownNames.CLIENT_ID_ANNOTATION, "client-3");
        assertThat(Provenance.parse(secret.getMetadata().getAnnotations().get(WellKnownNames.TOKEN_ANNOTATION)))
                .contains(new Provenance(ID.uid(), token(3)));
    }

    @Test
    void letsNoLabelOfTheSpecReplaceOurs() {
        var secret = create(
                labelled(Map.of(WellKnownNames.CREDENTIAL_LABEL, "x"), Map.of(WellKnownNames.TOKEN_ANNOTATION, "x")));

        assertThat(secret.getMetadata().getLabels()).containsEntry(WellKnownNames.CREDENTIAL_LABEL, "scorer");
        assertThat(secret.getMetadata().getAnnotations().get(WellKnownNames.TOKEN_ANNOTATION))
                .isNotEqualTo("x");
    }

    @Test
    void keepsLabelsAndAnnotationsOfOthers() {
        var rendering = rendering(labelled(Map.of("team", "risk"), Map.of()), token(3));
        var touched = touched(rendering.create());
        var replaced = rendering.replace(touched);

        assertThat(rendering.isIn(touched)).isTrue();
        assertThat(replaced.getMetadata().getLabels())
                .containsEntry("theirs", "l")
                .containsEntry("team", "risk");
        assertThat(replaced.getMetadata().getAnnotations()).containsEntry("theirs", "a");
        assertThat(rendering.isIn(replaced)).isTrue();
    }

    @Test
    void removesTheAdoptAnnotation() {
        var rendering = rendering(output(null, null), token(3));
        var handedOver = touched(rendering.create());
        handedOver.getMetadata().getAnnotations().put(WellKnownNames.ADOPT_ANNOTATION, "scorer");

        assertThat(rendering.replace(handedOver).getMetadata().getAnnotations())
                .doesNotContainKey(WellKnownNames.ADOPT_ANNOTATION)
                .containsEntry("theirs", "a");
    }

    @Test
    void removesWhatTheSpecNoLongerAsksFor() {
        var before = create(labelled(Map.of("team", "risk"), Map.of("note", "x")));
        var after =
                rendering(labelled(Map.of("owner", "me"), Map.of()), token(3)).replace(before);

        assertThat(after.getMetadata().getLabels()).containsKey("owner").doesNotContainKey("team");
        assertThat(after.getMetadata().getAnnotations()).doesNotContainKey("note");
    }

    @Test
    void guardsAReplacementByUidAndResourceVersion() {
        var before = touched(create(output(null, null)));
        var after = rendering(output(null, null), token(4)).replace(before).getMetadata();

        assertThat(after.getUid()).isEqualTo("secret-uid");
        assertThat(after.getResourceVersion()).isEqualTo("7");
        assertThat(after.getAnnotations()).containsEntry(WellKnownNames.REVISION_ANNOTATION, "4");
    }

    @Test
    void noticesDataThatDiffer() {
        var rendering = rendering(output(null, null), token(3));
        var changed = rendering.create();
        changed.getData().put("CHALK_ENVIRONMENT", "eA==");

        assertThat(rendering.isIn(changed)).isFalse();
        assertThat(rendering.isIn(rendering.replace(changed))).isTrue();
    }

    @Test
    void isOwnedByTheCredentialWithPolicyDelete() {
        assertThat(create(output(null, null)).getMetadata().getOwnerReferences())
                .singleElement()
                .extracting(OwnerReference::getUid, OwnerReference::getName, OwnerReference::getController)
                .containsExactly(ID.uid(), "scorer", true);
    }

    @Test
    void hasNoOwnerWithPolicyRetain() {
        var owned = create(output(null, null));
        var spec = new EffectiveSpec(
                ID,
                Sample.fresh()
                        .spec(before -> before.withDeletionPolicy(DeletionPolicy.RETAIN))
                        .observation()
                        .spec());
        var retained = SecretRendering.of(spec, token(3), PAIR);

        assertThat(retained.isIn(owned)).isFalse();
        assertThat(retained.replace(owned).getMetadata().getOwnerReferences()).isEmpty();
        assertThat(retained.isIn(retained.replace(owned))).isTrue();
    }

    /** Users find the other writer by these names. The values stay secret. */
    @Test
    void namesWhatDiffersWithoutItsValue() {
        var rendering = rendering(labelled(Map.of("team", "fraud"), Map.of("note", "ours")), token(3));
        var changed = new SecretBuilder(rendering.create())
                .editMetadata()
                .addToLabels("team", "theirs")
                .addToLabels("touched", "by others")
                .removeFromAnnotations("note")
                .withOwnerReferences(List.of())
                .endMetadata()
                .removeFromData("client_secret")
                .addToData("extra", "dGhlaXJz")
                .build();

        assertThat(rendering.differences(rendering.create())).isEmpty();
        assertThat(rendering.differences(changed))
                .containsExactlyInAnyOrder(
                        "key client_secret", "key extra", "label team", "annotation note", "owner reference");
    }

    private static Secret touched(Secret secret) {
        return new SecretBuilder(secret)
                .editMetadata()
                .withUid("secret-uid")
                .withResourceVersion("7")
                .addToLabels("theirs", "l")
                .addToAnnotations("theirs", "a")
                .endMetadata()
                .build();
    }

    private static SecretOutput output(@Nullable List<SecretFormat> formats, @Nullable SecretTemplate template) {
        return SecretOutputBuilder.builder().formats(formats).template(template).build();
    }

    private static SecretOutput labelled(Map<String, String> labels, Map<String, String> annotations) {
        return SecretOutputBuilder.builder()
                .labels(labels)
                .annotations(annotations)
                .build();
    }

    private static Secret create(SecretOutput output) {
        return rendering(output, token(3)).create();
    }

    private static SecretRendering rendering(SecretOutput output, CurrentToken token) {
        return SecretRendering.of(spec(output), token, PAIR);
    }

    private static EffectiveSpec spec(SecretOutput output) {
        return Sample.fresh()
                .spec(spec -> spec.withSecret(output))
                .observation()
                .effective();
    }

    private static Map<String, String> data(Secret secret) {
        var decoded = new TreeMap<String, String>();
        secret.getData()
                .forEach((key, value) ->
                        decoded.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return decoded;
    }
}
