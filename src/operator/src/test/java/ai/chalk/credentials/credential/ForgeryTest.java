// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.Failure;
import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.api.v1alpha1.PendingTokenBuilder;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.RetiringTokenBuilder;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.IssuedToken;
import ai.chalk.credentials.chalk.NewServiceToken;
import ai.chalk.credentials.kubernetes.CredentialSecret;
import ai.chalk.credentials.kubernetes.LenientJson;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Users who may write Secrets or statuses in a namespace can forge what the operator remembers. Each test forges one
 * field to point at the token of another owner, which must remain untouched.
 */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgeryTest {

    private static final String VICTIM = "somebody-elses-token";
    private static final ObjectMapper JSON = LenientJson.configure(new ObjectMapper());

    private CredentialWorld world;
    private IssuedToken victim;
    private IssuedToken staged;
    private Grants victimGrants;
    /** Exchanges, updates and revocations of the token of the other owner. */
    private final AtomicInteger callsForVictims = new AtomicInteger();

    @BeforeAll
    void start() {
        world = CredentialWorld.start();
        victimGrants = new Grants(
                new TreeSet<>(List.of("query.offline")), new TreeMap<>(), new TreeMap<>(), FeaturePermission.ALLOW);
        victim = world.chalk.createBehindOurBack(environmentId(), new NewServiceToken(VICTIM, victimGrants));
        staged = world.chalk.createBehindOurBack(staging(), new NewServiceToken(VICTIM, victimGrants));
        world.chalk
                .faults()
                .add(FaultRule.of(Fault.meanwhile(callsForVictims::incrementAndGet))
                        .forTokensNamed(VICTIM));
    }

    @AfterAll
    void stop() {
        world.close();
    }

    /** No forgery may cause even a call to Chalk about the victim. */
    @AfterEach
    void theVictimIsUntouched() {
        for (var token : List.of(victim, staged)) {
            assertThat(world.chalk.accepts(token.credentials())).isTrue();
            assertThat(world.chalk.liveTokens())
                    .filteredOn(live -> live.id().equals(token.id()))
                    .singleElement()
                    .satisfies(live -> {
                        assertThat(live.name()).isEqualTo(VICTIM);
                        assertThat(live.grants()).isEqualTo(victimGrants);
                    });
        }
        assertThat(callsForVictims).hasValue(0);
    }

    private String environmentId() {
        return world.chalk.world().environmentId("fraud", "production");
    }

    private String staging() {
        return world.chalk.world().environmentId("fraud", "staging");
    }

    @Test
    void anIdInRetiringIsNotRevoked() throws Exception {
        forgedPredecessor("retiring", "TokenNotOwned", UnaryOperator.identity());

        assertThat(world.chalk.accepts(world.pair("retiring"))).isTrue();
    }

    @Test
    void aConnectionOfAnotherNamespaceIsNotUsed() throws Exception {
        var other = world.cluster.newNamespace();

        forgedPredecessor(
                "connection",
                "ConnectionNotAllowed",
                victims -> victims.withConnection(victims.connection().withNamespace(other)));
    }

    @Test
    void anotherApiServerIsNotCalled() throws Exception {
        var attackers = "https://attacker.example";

        forgedPredecessor(
                "server",
                "ConnectionMoved",
                victims -> victims.withConnection(victims.connection().withApiServer(attackers)));
    }

    @Test
    void anIdInCurrentIsNotRevokedByADeletion() throws Exception {
        forgedCurrent(
                "current",
                token -> token.withTokenId(victim.id())
                        .withClientId(victim.credentials().clientId()),
                () -> world.delete("current"));

        world.eventuallyTrue("current", "Stalled", "TokenNotOwned");
        world.user
                .resources(ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential.class)
                .inNamespace(world.namespace)
                .withName("current")
                .edit(credential -> {
                    credential.removeFinalizer(WellKnownNames.FINALIZER);
                    return credential;
                });
    }

    @Test
    void aClientIdInCurrentIsNotGivenOurGrants() throws Exception {
        forgedCurrent(
                "client",
                token -> token.withClientId(victim.credentials().clientId()),
                () -> world.applyCredential("client", "permissions: [query.online, monitoring.read]"));

        await("client to have the condition Ready").untilAsserted(() -> assertThat(world.condition("client", "Ready"))
                .isPresent());
        world.eventuallyTrue("client", "Stalled", "TokenNotOwned");
    }

    @Test
    void anOpenAttemptOfAnotherNameIsSweptByOurNameOnly() throws Exception {
        var real = issued("attempt");

        world.editStatus("attempt", status -> status.withHighestRevision(7L)
                .withUnswept(List.of(new UnsweptEnvironment(real.connection(), environmentId(), null))));
        world.advance(Duration.ofSeconds(1));

        await("attempt to have nothing left to sweep")
                .untilAsserted(
                        () -> assertThat(world.status("attempt").unswept()).isEmpty());
        assertThat(world.chalk.accepts(world.pair("attempt"))).isTrue();
    }

    @Test
    void aTokenIdInTheSecretOnlyMakesItTampered() throws Exception {
        forgedSecret("token-id", token -> token.put("tokenId", victim.id()));
    }

    @Test
    void aRevisionInTheSecretIsNotBelieved() throws Exception {
        forgedSecret("revision", token -> ahead(token).put("tokenId", victim.id()));
    }

    @Test
    void aTokenNameInTheSecretOnlyMakesItTampered() throws Exception {
        forgedSecret("token-name", token -> token.put("tokenName", VICTIM));
    }

    @Test
    void aClientIdInTheSecretOnlyMakesItTampered() throws Exception {
        forgedSecret(
                "client-id", token -> token.put("clientId", victim.credentials().clientId()));
    }

    @Test
    void anEnvironmentInTheSecretIsNotBelieved() throws Exception {
        forgedSecret(
                "environment", token -> ahead(token).put("tokenId", staged.id()).put("environmentId", staging()));
    }

    /**
     * Everything that an attacker can know about the victim without its client secret, so that the data match their
     * provenance.
     */
    @Test
    void aSecretThatIsForgedThroughoutIsNotBelieved() throws Exception {
        var pair = new ClientCredentials(victim.credentials().clientId(), new ClientSecret("guessed"));
        issued("throughout");

        world.editSecret("throughout", secret -> {
            var token = ahead(provenance(secret)).put("tokenId", victim.id()).put("clientId", pair.clientId());
            return new SecretBuilder(withProvenance(secret, token, pair))
                    .addToStringData("client_id", pair.clientId())
                    .addToStringData("client_secret", pair.clientSecret().reveal())
                    .build();
        });

        isReplacedAsTampered("throughout");
    }

    @Test
    void aConnectionInTheSecretIsNotUsedAgainstItsPolicy() throws Exception {
        issued("closed");
        try (var closed = ClosedConnection.apply(world, "secret")) {
            forge("closed", token -> ahead(token).set("connection", JSON.valueToTree(closed.pinned())));

            isReplacedAsTampered("closed");
            closed.wasNotCalled();
        }
    }

    @Test
    void aConnectionInCurrentIsNotUsedAgainstItsPolicy() throws Exception {
        issued("closed-current");
        try (var closed = ClosedConnection.apply(world, "current")) {
            forgeCurrent("closed-current", token -> token.withConnection(closed.pinned()));

            world.advance(Duration.ofSeconds(1));
            world.ready("closed-current", 2);
            closed.wasNotCalled();
            world.advance(Duration.ofHours(2));
            world.eventuallyTrue("closed-current", "Stalled", "RefusedByPolicy");
        }
    }

    @Test
    void anEnvironmentInCurrentIsGivenNoGrants() throws Exception {
        var updates = world.chalk.calls(Procedure.UPDATE_SERVICE_TOKEN);

        forgedCurrent(
                "elsewhere",
                token -> token.withEnvironmentId(staging()),
                () -> world.applyCredential("elsewhere", "permissions: [query.online, monitoring.read]"));

        await("elsewhere to have a failure")
                .untilAsserted(() -> assertThat(world.status("elsewhere").failure())
                        .isNotNull()
                        .extracting(Failure::reason)
                        .isEqualTo("TokenNotListed"));
        assertThat(world.chalk.calls(Procedure.UPDATE_SERVICE_TOKEN)).isEqualTo(updates);
    }

    @Test
    void anEnvironmentInRetiringIsLookedUpThere() throws Exception {
        forgedPredecessor("retiring-elsewhere", "TokenNotOwned", victims -> victims.withTokenId(staged.id())
                .withEnvironmentId(staging()));
    }

    @Test
    void anOpenAttemptThatIsForgedThroughoutIsSupersededWhereTheSpecSays() throws Exception {
        var real = issued("pending");
        world.apply(
                "{apiVersion: v1, kind: Secret, metadata: {name: somebodys, namespace: %s}, stringData: {mine: value}}"
                        .formatted(world.namespace));
        try (var closed = ClosedConnection.apply(world, "pending")) {
            var forged = pending(real, 7, VICTIM, "somebodys", closed.pinned());
            world.editStatus("pending", status -> status.withPending(forged));

            world.advance(Duration.ofSeconds(1));
            var current = Objects.requireNonNull(world.ready("pending", 8).current());
            assertThat(current.connection()).isEqualTo(real.connection());
            assertThat(current.environmentId()).isEqualTo(real.environmentId());
            assertThat(world.secret("somebodys").getData()).containsOnlyKeys("mine");
            closed.wasNotCalled();
        }
    }

    /**
     * The Secret is then the one that the status announces. The operator lists the token that it names before it would
     * revoke it.
     */
    @Test
    void anAttemptAndASecretThatAgreeRevokeNothing() throws Exception {
        var real = issued("agreeing");
        world.stopOperator();
        var name = real.tokenName().replaceAll("[0-9]+$", "41");
        world.editStatus(
                "agreeing",
                status -> status.withPending(pending(real, 41, name, real.secretName(), real.connection())));
        forge("agreeing", token -> ahead(token).put("tokenId", victim.id()));
        world.applyCredential("agreeing", "rotation: {trigger: now, overlap: 0s}");
        world.startOperator();

        world.ready("agreeing", 42);
        world.advance(Duration.ofMinutes(1));
        world.eventuallyTrue("agreeing", "Stalled", "TokenNotOwned");
    }

    @Test
    void anotherUidMakesTheSecretForeign() throws Exception {
        issued("uid");

        forge("uid", token -> token.put("credentialUid", "00000000-0000-0000-0000-000000000000"));

        var stalled = world.eventuallyTrue("uid", "Stalled", "SecretNotOwned");
        assertThat(stalled.message()).contains("former credential of the same name");
    }

    @Test
    void aRevisionBeyondReasonStopsIssuing() throws Exception {
        issued("beyond");
        world.editStatus("beyond", status -> status.withHighestRevision(Long.MAX_VALUE));

        world.user.secrets().inNamespace(world.namespace).withName("beyond").delete();

        world.eventuallyTrue("beyond", "Stalled", "RevisionOutOfRange");
    }

    private CurrentToken issued(String name) throws Exception {
        world.applyCredential(name);
        return Objects.requireNonNull(world.ready(name, 1).current());
    }

    /** Forges a status in which the victim is a predecessor, with a further change, and waits until it is refused. */
    private void forgedPredecessor(String name, String refusal, UnaryOperator<RetiringToken> forgery) throws Exception {
        var forged = forgery.apply(retiring(issued(name)));
        world.editStatus(name, status -> status.withRetiring(List.of(forged)));
        world.advance(Duration.ofSeconds(1));
        world.eventuallyTrue(name, "Stalled", refusal);
    }

    /** Forges the state that the operator finds at its start, together with a reason to act on it. */
    private void forgedCurrent(String name, UnaryOperator<CurrentToken> forgery, Runnable reason) throws Exception {
        issued(name);
        world.stopOperator();
        forgeCurrent(name, forgery);
        reason.run();
        world.startOperator();
    }

    /** Forges the provenance of a Secret, and waits until the Secret is replaced because of it. */
    private void forgedSecret(String name, Consumer<ObjectNode> forgery) throws Exception {
        issued(name);
        forge(name, forgery);
        isReplacedAsTampered(name);
    }

    private void isReplacedAsTampered(String name) throws Exception {
        await("the expected reason").untilAsserted(() -> assertThat(
                        Objects.requireNonNull(world.status(name).current()).reason())
                .isEqualTo("SecretTampered"));
        await("Chalk to accept the pair of name").untilAsserted(() -> assertThat(world.chalk.accepts(world.pair(name)))
                .isTrue());
    }

    /** The hash matches every forgery, because it is computed only from what the Secret contains. */
    private void forge(String name, Consumer<ObjectNode> forgery) {
        world.editSecret(name, secret -> {
            var token = provenance(secret);
            forgery.accept(token);
            return withProvenance(secret, token, CredentialSecret.pair(secret).orElseThrow());
        });
    }

    /** The provenance with a revision that the status does not contain yet. */
    private static ObjectNode ahead(ObjectNode token) {
        var name = token.get("tokenName").asText().replaceAll("[0-9]+$", "41");
        return token.put("revision", 41).put("tokenName", name);
    }

    private static ObjectNode provenance(Secret secret) {
        try {
            return (ObjectNode)
                    JSON.readTree(secret.getMetadata().getAnnotations().get(WellKnownNames.TOKEN_ANNOTATION));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Secret withProvenance(Secret secret, ObjectNode token, ClientCredentials pair) {
        token.put("dataHash", CredentialSecret.dataHash(token.get("tokenName").asText(), pair));
        return new SecretBuilder(secret)
                .editMetadata()
                .addToAnnotations(WellKnownNames.TOKEN_ANNOTATION, token.toString())
                .endMetadata()
                .build();
    }

    private PendingToken pending(
            CurrentToken real, long revision, String tokenName, String secretName, PinnedConnection connection) {
        return PendingTokenBuilder.builder()
                .revision(revision)
                .tokenName(tokenName)
                .connection(connection)
                .projectId(real.projectId())
                .projectName(real.projectName())
                .environmentId(secretName.equals(real.secretName()) ? real.environmentId() : staging())
                .environmentName(real.environmentName())
                .secretName(secretName)
                .reason("NoReasonOfOurs")
                .grantsHash(real.grantsHash())
                .startTime(CredentialWorld.START)
                .handledTrigger("forged")
                .handledRotateRequest("forged")
                .handledRevokeRequest("forged")
                .build();
    }

    private void forgeCurrent(String name, UnaryOperator<CurrentToken> forgery) {
        world.editStatus(name, status -> status.withCurrent(forgery.apply(Objects.requireNonNull(status.current()))));
    }

    /** The victim as a predecessor whose overlap is over. */
    private RetiringToken retiring(CurrentToken real) {
        return RetiringTokenBuilder.builder()
                .revision(0L)
                .tokenId(victim.id())
                .clientId("forged")
                .connection(real.connection())
                .environmentId(environmentId())
                .secretName(real.secretName())
                .revokeTime(CredentialWorld.START.minus(Duration.ofDays(1)))
                .build();
    }
}
