// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.quickstart;

import static ai.chalk.credentials.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.testing.OperatorProcess;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code ./mvnw quarkus:dev} puts an operator into: with it the credential of the quick start becomes Ready. The operator is
 * the packaged one; that Quarkus loads changed classes again is Quarkus' own.
 */
class DevelopmentClusterIT {

    /** As {@code application.properties} has it for dev. */
    private static final Map<String, String> SETTINGS = Map.of("CHALK_OPERATOR_MINIMUM_INTERVAL", "1m");

    @Test
    void isAllThatAnOperatorNeeds(@TempDir Path folder) throws Exception {
        var config = new DevelopmentCluster().config();
        var kubeconfig = Path.of(System.getProperty("chalk.development.kubeconfig"));
        var log = Files.createFile(folder.resolve("operator.log"));

        try (var operator = OperatorProcess.start(kubeconfig, log, SETTINGS);
                var client = new KubernetesClientBuilder().withConfig(config).build()) {
            operator.awaitReady();
            eventually(() -> assertThat(credentials(client)).hasSize(1).allMatch(DevelopmentClusterIT::isReady));
        }

        assertThat(new DevelopmentCluster().config().getMasterUrl())
                .as("after a reload")
                .isEqualTo(config.getMasterUrl());
    }

    private static List<GenericKubernetesResource> credentials(KubernetesClient client) {
        return client.genericKubernetesResources("credentials.chalk.ai/v1alpha1", "ChalkServiceCredential")
                .inAnyNamespace()
                .list()
                .getItems();
    }

    private static boolean isReady(GenericKubernetesResource credential) {
        List<Map<String, Object>> conditions = credential.get("status", "conditions");
        return conditions != null
                && conditions.stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.get("type")) && "True".equals(condition.get("status")));
    }
}
