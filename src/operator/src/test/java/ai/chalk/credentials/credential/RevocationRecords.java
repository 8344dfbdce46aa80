// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpecBuilder;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.api.v1alpha1.RevocationOrigin;
import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.IssuedToken;
import ai.chalk.credentials.chalk.NewServiceToken;
import ai.chalk.credentials.decision.CredentialId;
import ai.chalk.credentials.decision.TokenName;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The ChalkRevocations in the namespace of the operator of a world, and tokens for them. */
record RevocationRecords(CredentialWorld world) {

    static final String UID = "1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d";

    /** Creates a token that our operator may have issued for a credential that no longer exists. */
    IssuedToken left(String credential, int revision) {
        return token(prefix(OperatorUnderTest.INSTALLATION, credential) + revision);
    }

    /** Creates a token of any name, old enough that a listing of a minute ago shows it. */
    IssuedToken token(String name) {
        var grants = new Grants(
                new TreeSet<>(List.of("query.online")), new TreeMap<>(), new TreeMap<>(), FeaturePermission.ALLOW);
        var token = world.chalk.createBehindOurBack(environmentId(), new NewServiceToken(name, grants));
        world.clock.advance(Duration.ofMinutes(2));
        return token;
    }

    String prefix(String installation, String credential) {
        return TokenName.prefix(installation, new CredentialId(world.namespace, credential, UID));
    }

    String environmentId() {
        return world.chalk.world().environmentId("fraud", "production");
    }

    PinnedConnection connection() {
        return new PinnedConnection(
                ConnectionKind.CHALK_CONNECTION,
                world.namespace,
                "chalk",
                world.server.uri().toString());
    }

    /** The spec that a credential hands over for a token whose id it knows. */
    ChalkRevocationSpec ofToken(String credential, String tokenId, String clientId) {
        var origin = new RevocationOrigin(world.namespace, credential, UID);
        return ChalkRevocationSpecBuilder.builder()
                .environmentId(environmentId())
                .connection(connection())
                .origin(origin)
                .reason("CredentialDeleted")
                .tokenId(tokenId)
                .clientId(clientId)
                .build();
    }

    ChalkRevocationSpec ofToken(String credential, IssuedToken token) {
        return ofToken(credential, token.id(), token.credentials().clientId());
    }

    /** The spec that a credential hands over for attempts in doubt. */
    ChalkRevocationSpec ofAttempts(String credential, String prefix) {
        var origin = new RevocationOrigin(world.namespace, credential, UID);
        return ChalkRevocationSpecBuilder.builder()
                .environmentId(environmentId())
                .connection(connection())
                .origin(origin)
                .reason("CredentialDeleted")
                .tokenNamePrefix(prefix)
                .build();
    }

    ChalkRevocation create(String name, ChalkRevocationSpec spec) {
        var revocation = new ChalkRevocation();
        revocation.setMetadata(new ObjectMetaBuilder()
                .withNamespace(world.ownNamespace)
                .withName(name)
                .build());
        revocation.setSpec(spec);
        return world.user.resource(revocation).create();
    }

    List<ChalkRevocation> all() {
        return world.user
                .resources(ChalkRevocation.class)
                .inNamespace(world.ownNamespace)
                .list()
                .getItems();
    }

    Optional<ChalkRevocation> find(String name) {
        return all().stream()
                .filter(found -> found.getMetadata().getName().equals(name))
                .findFirst();
    }

    ChalkRevocationStatus status(String name) {
        return find(name).orElseThrow().getStatus();
    }

    /** Waits until Ready=False and that condition, with that reason, are the only conditions. */
    Condition waitsFor(String name, String type, String reason) throws Exception {
        await("the ChalkRevocation to have the condition").untilAsserted(() -> {
            var conditions = find(name).stream()
                    .flatMap(found -> Stream.ofNullable(found.getStatus()))
                    .flatMap(status -> status.conditions().stream())
                    .toList();
            assertThat(conditions)
                    .extracting(Condition::type, Condition::status, Condition::reason)
                    .containsExactly(
                            tuple("Ready", ConditionStatus.FALSE, reason), tuple(type, ConditionStatus.TRUE, reason));
        });
        return status(name).conditions().get(1);
    }

    void eventuallyGone(String name) throws Exception {
        await("the ChalkRevocation to be gone")
                .untilAsserted(() -> assertThat(find(name)).isEmpty());
    }

    boolean isAlive(IssuedToken token) {
        return world.chalk.accepts(token.credentials());
    }

    /** The output of kubectl for the events of ChalkRevocations. */
    String events() {
        return world.cluster.kubectl(
                "get", "events.events.k8s.io", "--namespace=" + world.ownNamespace, "--output=yaml");
    }
}
