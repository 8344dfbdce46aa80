// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.api.v1alpha1.ChalkConnection;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ClusterChalkConnection;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.RevocationOrigin;
import ai.chalk.credentials.kubernetes.SecretDeletion;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import ai.chalk.credentials.kubernetes.WriteResult;
import ai.chalk.credentials.policy.ConnectionKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads the objects around a record directly from the API server. Nothing is cached: records are reconciled rarely, and
 * a revocation cannot be undone.
 *
 * @param namespace the operator's own namespace
 * @param isLeft whether the operator no longer watches a namespace. A Role is deleted with its namespace, so if the
 * operator may not read such a namespace either, the namespace counts as gone
 */
record ClusterReader(KubernetesClient client, String namespace, Predicate<String> isLeft) {

    /** The labels of a namespace. Empty if the namespace is gone. */
    Optional<Map<String, String>> labels(String name) {
        return in(name, () -> client.namespaces().withName(name).get())
                .map(found -> Objects.requireNonNullElse(found.getMetadata().getLabels(), Map.of()));
    }

    /** Whether there is such a connection, reconciled or not. */
    boolean exists(ConnectionKey key) {
        return switch (key.kind()) {
            case CHALK_CONNECTION -> existsIn(key.namespace().orElseThrow(), key.name());
            case CLUSTER_CHALK_CONNECTION ->
                client.resources(ClusterChalkConnection.class)
                                .withName(key.name())
                                .get()
                        != null;
            case UNKNOWN -> false;
        };
    }

    private boolean existsIn(String connectionNamespace, String name) {
        return in(connectionNamespace, () -> client.resources(ChalkConnection.class)
                        .inNamespace(connectionNamespace)
                        .withName(name)
                        .get())
                .isPresent();
    }

    /**
     * The ids of tokens that another object holds: a credential of that name, or a Secret that was written for one.
     * They are read in the order in which a credential releases a token, so that none is missed in transit.
     *
     * @param giver whether to include the credential that left the record and is being deleted
     */
    Set<String> held(ChalkRevocation revocation, boolean giver) {
        var origin = revocation.getSpec().origin();
        var ids = new HashSet<String>();
        credential(origin).filter(found -> giver || !isGiver(found, origin)).ifPresent(found -> tokens(found)
                .forEach(ids::add));
        var secrets = new RetainedSecrets(revocation.getSpec(), secrets(origin));
        secrets.others().flatMap(RetainedSecrets::tokenId).forEach(ids::add);
        return ids;
    }

    /** The Secrets with former names that the credential has left with the recorded token. They are deleted with it. */
    List<Secret> former(ChalkRevocation revocation) {
        var spec = revocation.getSpec();
        return new RetainedSecrets(spec, secrets(spec.origin())).former().toList();
    }

    WriteResult<Secret> delete(Secret secret) {
        var metadata = secret.getMetadata();
        return SecretDeletion.guarded(
                client, metadata.getNamespace(), metadata.getName(), metadata.getResourceVersion());
    }

    /** The ids of tokens that other records name. Each is revoked by its own record, when that is due. */
    Set<String> recorded(ChalkRevocation revocation) {
        var ids = new HashSet<String>();
        client.resources(ChalkRevocation.class).inNamespace(namespace).list().getItems().stream()
                .filter(other -> !uid(other).equals(uid(revocation)))
                .map(ChalkRevocation::getSpec)
                .flatMap((ChalkRevocationSpec spec) -> Stream.ofNullable(spec.tokenId()))
                .forEach(ids::add);
        return ids;
    }

    private Optional<ChalkServiceCredential> credential(RevocationOrigin origin) {
        return in(origin.namespace(), () -> client.resources(ChalkServiceCredential.class)
                .inNamespace(origin.namespace())
                .withName(origin.name())
                .get());
    }

    /** The credential names the token until it has noted that the record names it. */
    private static boolean isGiver(ChalkServiceCredential credential, RevocationOrigin origin) {
        return uid(credential).equals(origin.uid()) && credential.isMarkedForDeletion();
    }

    private static String uid(HasMetadata object) {
        return object.getMetadata().getUid();
    }

    private static Stream<String> tokens(ChalkServiceCredential credential) {
        var status = credential.getStatus();
        return status == null
                ? Stream.empty()
                : Stream.concat(
                        Stream.ofNullable(status.current()).map(CurrentToken::tokenId),
                        status.retiring().stream().map(RetiringToken::tokenId));
    }

    private List<Secret> secrets(RevocationOrigin origin) {
        return in(origin.namespace(), () -> client.secrets()
                        .inNamespace(origin.namespace())
                        .withLabel(WellKnownNames.CREDENTIAL_LABEL, origin.name())
                        .list()
                        .getItems())
                .orElse(List.of());
    }

    private <T> Optional<T> in(String name, Supplier<T> read) {
        try {
            return Optional.ofNullable(read.get());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN && isLeft.test(name)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
