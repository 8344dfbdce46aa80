// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;
import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.IssuedToken;
import ai.chalk.credentials.chalk.NewServiceToken;
import ai.chalk.credentials.kubernetes.Names;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Whoever may write Secrets or statuses in a namespace can forge what the operator remembers. Each test forges one field to
 * point at somebody else's token, which must come out of it untouched.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgeryTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CredentialWorld world;
    private IssuedToken victim;
    private Grants victimGrants;

    @BeforeAll
    void start() {
        world = CredentialWorld.start();
        victimGrants = new Grants(
                new TreeSet<>(List.of("query.offline")), new TreeMap<>(), new TreeMap<>(), FeaturePermission.ALLOW);
        victim = world.chalk.createBehindOurBack(
                environmentId(), new NewServiceToken("somebody-elses-token", victimGrants));
    }

    @AfterAll
    void stop() {
        world.close();
    }

    private String environmentId() {
        return world.chalk.world().environmentId("fraud", "production");
    }

    @Test
    void anIdInRetiringIsNotRevoked() throws Exception {
        world.applyCredential("retiring");
        var real = Objects.requireNonNull(world.ready("retiring", 1).current());

        world.editStatus("retiring", status -> withRetiring(status, retiring(real, victim.id(), real.connection())));
        world.advance(Duration.ofSeconds(1));

        world.eventuallyTrue("retiring", "Stalled", "TokenNotOurs");
        theVictimIsUntouched();
        assertThat(world.chalk.accepts(world.pair("retiring"))).isTrue();
    }

    @Test
    void aConnectionOfAnotherNamespaceIsNotUsed() throws Exception {
        var other = world.cluster.newNamespace();
        world.applyCredential("connection");
        var real = Objects.requireNonNull(world.ready("connection", 1).current());
        var forged = new PinnedConnection(
                ConnectionKind.CHALK_CONNECTION,
                other,
                "chalk",
                real.connection().apiServer());

        world.editStatus("connection", status -> withRetiring(status, retiring(real, victim.id(), forged)));
        world.advance(Duration.ofSeconds(1));

        world.eventuallyTrue("connection", "Stalled", "ConnectionNotAllowed");
        theVictimIsUntouched();
    }

    @Test
    void anotherApiServerIsNotCalled() throws Exception {
        world.applyCredential("server");
        var real = Objects.requireNonNull(world.ready("server", 1).current());
        var connection = real.connection();
        var forged = new PinnedConnection(
                connection.kind(), connection.namespace(), connection.name(), "https://attacker.example");

        world.editStatus("server", status -> withRetiring(status, retiring(real, victim.id(), forged)));
        world.advance(Duration.ofSeconds(1));

        world.eventuallyTrue("server", "Stalled", "ConnectionMoved");
        theVictimIsUntouched();
    }

    @Test
    void anIdInCurrentIsNotRevokedByADeletion() throws Exception {
        world.applyCredential("current");
        world.ready("current", 1);
        world.stopOperator();
        world.editStatus(
                "current",
                status -> withCurrent(
                        status,
                        token -> with(token, victim.id(), victim.credentials().clientId())));

        world.delete("current");
        world.startOperator();

        world.eventuallyTrue("current", "Stalled", "TokenNotOurs");
        theVictimIsUntouched();
        world.user
                .resources(ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential.class)
                .inNamespace(world.namespace)
                .withName("current")
                .edit(credential -> {
                    credential.removeFinalizer(Names.FINALIZER);
                    return credential;
                });
    }

    @Test
    void aClientIdInCurrentIsNotGivenOurGrants() throws Exception {
        world.applyCredential("client");
        world.ready("client", 1);
        world.stopOperator();
        world.editStatus(
                "client",
                status -> withCurrent(
                        status,
                        token -> with(
                                token, token.tokenId(), victim.credentials().clientId())));
        world.applyCredential("client", "permissions: [query.online, monitoring.read]");
        world.startOperator();

        eventually(() -> assertThat(world.condition("client", "Ready")).isPresent());
        world.eventuallyTrue("client", "Stalled", "TokenNotOurs");
        theVictimIsUntouched();
    }

    @Test
    void anOpenAttemptOfAnotherNameIsSweptByOurNameOnly() throws Exception {
        world.applyCredential("attempt");
        var real = Objects.requireNonNull(world.ready("attempt", 1).current());

        world.editStatus(
                "attempt",
                status -> new ChalkServiceCredentialStatus(
                        status.observedGeneration(),
                        status.conditions(),
                        null,
                        7L,
                        status.current(),
                        null,
                        List.of(new UnsweptEnvironment(real.connection(), environmentId())),
                        null,
                        status.rotation(),
                        null,
                        status.history(),
                        status.nextRotationTime(),
                        status.lastRotationTime(),
                        status.clientId(),
                        status.secretName()));
        world.advance(Duration.ofSeconds(1));

        eventually(() -> assertThat(world.status("attempt").unswept()).isNull());
        theVictimIsUntouched();
        assertThat(world.chalk.accepts(world.pair("attempt"))).isTrue();
    }

    @Test
    void aTokenIdInTheSecretOnlyMakesItTampered() throws Exception {
        forgedSecret("token-id", token -> token.put("tokenId", victim.id()));
        theVictimIsUntouched();
    }

    @Test
    void aRevisionInTheSecretIsNotBelieved() throws Exception {
        forgedSecret("revision", token -> token.put("revision", 41)
                .put("tokenId", victim.id())
                .put("tokenName", token.get("tokenName").asText().replaceAll("[0-9]+$", "41")));
        theVictimIsUntouched();
    }

    @Test
    void anotherUidMakesTheSecretForeign() throws Exception {
        world.applyCredential("uid");
        world.ready("uid", 1);

        forge("uid", token -> token.put("credentialUid", "00000000-0000-0000-0000-000000000000"));

        var stalled = world.eventuallyTrue("uid", "Stalled", "SecretNotOurs");
        assertThat(stalled.message()).contains("former credential of the same name");
        theVictimIsUntouched();
    }

    @Test
    void aRevisionBeyondReasonStopsIssuing() throws Exception {
        world.applyCredential("beyond");
        world.ready("beyond", 1);
        world.editStatus(
                "beyond",
                status -> new ChalkServiceCredentialStatus(
                        status.observedGeneration(),
                        status.conditions(),
                        null,
                        Long.MAX_VALUE,
                        status.current(),
                        null,
                        null,
                        null,
                        status.rotation(),
                        null,
                        status.history(),
                        status.nextRotationTime(),
                        status.lastRotationTime(),
                        status.clientId(),
                        status.secretName()));

        world.user.secrets().inNamespace(world.namespace).withName("beyond").delete();

        world.eventuallyTrue("beyond", "Stalled", "RevisionNotPlausible");
    }

    /** Forges the provenance of a Secret and waits until it was replaced for that. */
    private void forgedSecret(String name, Consumer<ObjectNode> forgery) throws Exception {
        world.applyCredential(name);
        world.ready(name, 1);
        forge(name, forgery);
        eventually(() -> assertThat(
                        Objects.requireNonNull(world.status(name).current()).reason())
                .isEqualTo("SecretTampered"));
        eventually(() -> assertThat(world.chalk.accepts(world.pair(name))).isTrue());
    }

    private void forge(String name, Consumer<ObjectNode> forgery) {
        world.editSecret(name, secret -> {
            var annotation = secret.getMetadata().getAnnotations().get(Names.TOKEN_ANNOTATION);
            try {
                var token = (ObjectNode) JSON.readTree(annotation);
                forgery.accept(token);
                return new SecretBuilder(secret)
                        .editMetadata()
                        .addToAnnotations(Names.TOKEN_ANNOTATION, token.toString())
                        .endMetadata()
                        .build();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private void theVictimIsUntouched() {
        assertThat(world.chalk.accepts(victim.credentials())).isTrue();
        assertThat(world.chalk.liveTokens())
                .filteredOn(token -> token.id().equals(victim.id()))
                .singleElement()
                .satisfies(token -> {
                    assertThat(token.name()).isEqualTo("somebody-elses-token");
                    assertThat(token.grants()).isEqualTo(victimGrants);
                });
    }

    private RetiringToken retiring(CurrentToken real, String tokenId, PinnedConnection connection) {
        return new RetiringToken(
                0L,
                tokenId,
                "forged",
                connection,
                environmentId(),
                real.secretName(),
                CredentialWorld.START.minus(Duration.ofDays(1)),
                null,
                null,
                null);
    }

    private static ChalkServiceCredentialStatus withRetiring(
            ChalkServiceCredentialStatus status, RetiringToken forged) {
        return new ChalkServiceCredentialStatus(
                status.observedGeneration(),
                status.conditions(),
                status.binding(),
                status.highestRevision(),
                status.current(),
                status.pending(),
                status.unswept(),
                List.of(forged),
                status.rotation(),
                status.failure(),
                status.history(),
                status.nextRotationTime(),
                status.lastRotationTime(),
                status.clientId(),
                status.secretName());
    }

    private static ChalkServiceCredentialStatus withCurrent(
            ChalkServiceCredentialStatus status, UnaryOperator<CurrentToken> forgery) {
        return new ChalkServiceCredentialStatus(
                status.observedGeneration(),
                status.conditions(),
                status.binding(),
                status.highestRevision(),
                forgery.apply(Objects.requireNonNull(status.current())),
                status.pending(),
                status.unswept(),
                status.retiring(),
                status.rotation(),
                status.failure(),
                status.history(),
                status.nextRotationTime(),
                status.lastRotationTime(),
                status.clientId(),
                status.secretName());
    }

    private static CurrentToken with(CurrentToken token, String tokenId, String clientId) {
        return new CurrentToken(
                token.revision(),
                tokenId,
                token.tokenName(),
                clientId,
                token.projectId(),
                token.projectName(),
                token.environmentId(),
                token.environmentName(),
                token.connection(),
                token.secretName(),
                token.reason(),
                token.issueTime(),
                token.publishTime(),
                token.dataHash(),
                token.grantsHash());
    }
}
