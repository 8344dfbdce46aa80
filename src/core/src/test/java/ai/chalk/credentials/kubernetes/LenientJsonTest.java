// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ClusterChalkConnection;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import ai.chalk.credentials.api.v1alpha1.SecretFormat;
import ai.chalk.credentials.api.v1alpha1.SecretOutputBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LenientJsonTest {

    private static final Path SAMPLES = Path.of("src/core/src/test/resources/admission");

    private final KubernetesSerialization serialization =
            new KubernetesSerialization(LenientJson.configure(new ObjectMapper()), false);

    @Test
    void readsAFieldOfANewerVersion() {
        var credential = read(
                """
                spec:
                  project: fraud
                  madeUp: {deep: [1, 2]}
                status:
                  highestRevision: 3
                  alsoMadeUp: true
                """);

        assertThat(credential.getSpec().project()).isEqualTo("fraud");
        assertThat(credential.getStatus().highestRevision()).isEqualTo(3);
    }

    @Test
    void aListOfAStatusIsEmptyWhereItIsAbsentAndAbsentWhereItIsEmpty() {
        var absent = read(
                """
                spec: {project: fraud}
                status: {highestRevision: 3, rotation: {handledTrigger: x}}
                """);
        var empty = read(
                """
                spec: {project: fraud}
                status: {highestRevision: 3, conditions: [], retiring: [], rotation: {handledTrigger: x, upcoming: []}}
                """);

        assertThat(absent.getStatus().retiring()).isEmpty();
        assertThat(empty.getStatus()).isEqualTo(absent.getStatus());
        assertThat(serialization.asYaml(empty.getStatus()))
                .isEqualTo("---\nhighestRevision: 3\nrotation:\n  handledTrigger: \"x\"\n");
    }

    @Test
    void readsAConstantOfANewerVersionAsUnknownAndNotAsAbsent() {
        var spec =
                read("""
                        spec:
                          secret: {formats: [Files, Dotenv]}
                          deletionPolicy: Archive
                        """)
                        .getSpec();

        assertThat(spec.deletionPolicy()).isEqualTo(DeletionPolicy.UNKNOWN);
        assertThat(spec.secret())
                .isEqualTo(SecretOutputBuilder.builder()
                        .formats(List.of(SecretFormat.FILES, SecretFormat.UNKNOWN))
                        .build());
    }

    @Test
    void readsTimesInAnyOffset() {
        var status =
                read("""
                        status:
                          lastRotationTime: "2026-11-24T04:12:00+01:00"
                        """)
                        .getStatus();

        assertThat(status.lastRotationTime()).isEqualTo(Instant.parse("2026-11-24T03:12:00Z"));
        assertThat(serialization.asJson(status)).isEqualTo("{\"lastRotationTime\":\"2026-11-24T03:12:00Z\"}");
    }

    @Test
    void keepsAllOfACredentialOnTheWayThroughJava() throws IOException {
        keepsAll("credentials/valid-everything-by-schedule.yaml", ChalkServiceCredential.class);
    }

    @Test
    void keepsAllOfAConnectionOnTheWayThroughJava() throws IOException {
        keepsAll("clusterconnections/valid-policy-everything.yaml", ClusterChalkConnection.class);
    }

    private void keepsAll(String sample, Class<?> type) throws IOException {
        var text = Files.readString(SAMPLES.resolve(sample));

        var written = serialization.asYaml(serialization.clone(serialization.unmarshal(text, type)));

        assertThat(serialization.unmarshal(written, GenericKubernetesResource.class))
                .isEqualTo(serialization.unmarshal(text, GenericKubernetesResource.class));
    }

    private ChalkServiceCredential read(String fields) {
        return serialization.unmarshal(
                """
                apiVersion: credentials.chalk.ai/v1alpha1
                kind: ChalkServiceCredential
                metadata: {name: scorer}
                """
                        + fields,
                ChalkServiceCredential.class);
    }
}
