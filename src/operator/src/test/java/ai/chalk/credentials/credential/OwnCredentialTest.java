// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkConnection;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A connection whose own token is a credential of this operator: the rotation of that token must not lock the operator
 * out.
 */
@Tag("cluster")
class OwnCredentialTest {

    private static final String OWN = "operator-chalk";
    private static final int ROTATIONS = 4;

    private CredentialWorld world;

    @BeforeEach
    void start() {
        world = CredentialWorld.start();
        world.apply(connection("bootstrap", "own"));
        world.apply(connection("self", OWN));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void rotatesTheTokenThatItCallsChalkWith() throws Exception {
        world.apply(ownCredential("bootstrap", "first"));
        world.ready(OWN, 1);
        await("self to be Ready")
                .untilAsserted(() -> assertThat(isReady("self")).isTrue());

        world.apply(ownCredential("self", "first"));
        assertThat(Objects.requireNonNull(world.ready(OWN, 2).current()).reason())
                .isEqualTo("Moved");
        for (int i = 1; i <= ROTATIONS; i++) {
            awaitRevoked();
            world.apply(ownCredential("self", "rotation " + i));
            world.ready(OWN, 2L + i);
        }

        awaitRevoked();
        assertThat(world.chalk.accepts(world.pair(OWN))).isTrue();
        world.apply(credential());
        world.ready("scorer", 1);
        assertThat(isReady("self")).isTrue();
    }

    /**
     * Waits until the status says so, too: an edit before that could make the operator revoke once more, and it believes
     * only a second listing, a minute later, that the token is gone.
     */
    private void awaitRevoked() {
        await("the predecessor of the connection's own credential to be revoked")
                .untilAsserted(() -> {
                    assertThat(world.alive(OWN)).hasSize(1);
                    assertThat(world.status(OWN).retiring()).isEmpty();
                });
    }

    /**
     * The predecessor is revoked as soon as allowed, which is the hardest case: the connection has only just changed to
     * the successor.
     */
    private String ownCredential(String connection, String trigger) {
        return """
                apiVersion: credentials.chalk.ai/v1alpha1
                kind: ChalkServiceCredential
                metadata: {name: %s, namespace: %s}
                spec:
                  connectionRef: {kind: ChalkConnection, name: %s}
                  project: fraud
                  environment: production
                  permissions: [tokens.write, tokens.list, team.list, query.online]
                  rotation: {overlap: 0s, trigger: %s}
                """
                .formatted(OWN, world.namespace, connection, trigger);
    }

    private String credential() {
        return """
                apiVersion: credentials.chalk.ai/v1alpha1
                kind: ChalkServiceCredential
                metadata: {name: scorer, namespace: %s}
                spec:
                  connectionRef: {kind: ChalkConnection, name: self}
                  project: fraud
                  environment: production
                  permissions: [query.online]
                """
                .formatted(world.namespace);
    }

    private String connection(String name, String secret) {
        return """
                apiVersion: credentials.chalk.ai/v1alpha1
                kind: ChalkConnection
                metadata: {name: %s, namespace: %s}
                spec:
                  apiServer: %s
                  credentialsSecretRef: {name: %s}
                  policy: {permissions: ["tokens.*", "team.*", "query.*"]}
                """
                .formatted(name, world.namespace, world.server.uri(), secret);
    }

    private boolean isReady(String connection) {
        var found = world.user
                .resources(ChalkConnection.class)
                .inNamespace(world.namespace)
                .withName(connection)
                .get();
        return found.getStatus() != null
                && found.getStatus().conditions().stream()
                        .anyMatch(condition ->
                                condition.type().equals("Ready") && condition.status() == ConditionStatus.TRUE);
    }
}
