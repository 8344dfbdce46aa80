// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.credential.InstallationNames;
import ai.chalk.credentials.decision.CredentialId;
import ai.chalk.credentials.decision.TokenName;
import ai.chalk.credentials.kubernetes.CredentialSecret;
import ai.chalk.credentials.kubernetes.PagedList;
import ai.chalk.credentials.kubernetes.Provenance;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the API server itself which objects hold which tokens. A cache is not reliable enough to revoke a token.
 */
final class OrphanOwnerReader {

    private final InstallationNames installation;
    private final Set<String> tokenIds = new HashSet<>();
    private final Set<String> clientIds = new HashSet<>();
    private final Set<String> revocable = new HashSet<>();
    private final Set<String> attempts = new HashSet<>();

    OrphanOwnerReader(InstallationNames installation) {
        this.installation = installation;
    }

    /**
     * Reads all owners.
     *
     * @param namespaces the watched namespaces; empty for all
     * @param operatorNamespace the namespace of the ChalkRevocations
     */
    static OrphanOwners read(
            KubernetesClient client, InstallationNames installation, Set<String> namespaces, String operatorNamespace) {
        var evidence = new OrphanOwnerReader(installation);
        if (namespaces.isEmpty()) {
            evidence.readAll(client);
        }
        namespaces.forEach(namespace -> evidence.read(client, namespace));
        var revocations = client.resources(ChalkRevocation.class).inNamespace(operatorNamespace);
        PagedList.each(revocations::list, found -> evidence.add(found.getSpec()));
        return evidence.owners();
    }

    /** The owners in all objects that were added. */
    OrphanOwners owners() {
        return new OrphanOwners(tokenIds, clientIds, revocable, attempts);
    }

    private void readAll(KubernetesClient client) {
        var credentials = client.resources(ChalkServiceCredential.class).inAnyNamespace();
        PagedList.each(credentials::list, this::add);
        var secrets = client.secrets().inAnyNamespace().withLabel(WellKnownNames.CREDENTIAL_LABEL);
        PagedList.each(secrets::list, this::add);
    }

    private void read(KubernetesClient client, String namespace) {
        var credentials = client.resources(ChalkServiceCredential.class).inNamespace(namespace);
        PagedList.each(credentials::list, this::add);
        var secrets = client.secrets().inNamespace(namespace).withLabel(WellKnownNames.CREDENTIAL_LABEL);
        PagedList.each(secrets::list, this::add);
    }

    void add(ChalkServiceCredential credential) {
        var status = credential.getStatus();
        if (status == null) {
            return;
        }
        Optional.ofNullable(status.current()).ifPresent(token -> hold(token.tokenId(), token.clientId()));
        status.retiring().forEach(token -> hold(token.tokenId(), token.clientId()));
        if (hasOpenAttempts(status)) {
            var metadata = credential.getMetadata();
            var id = new CredentialId(metadata.getNamespace(), metadata.getName(), metadata.getUid());
            installation.all().map(name -> TokenName.prefix(name, id)).forEach(attempts::add);
        }
    }

    private static boolean hasOpenAttempts(ChalkServiceCredentialStatus status) {
        return status.pending() != null || !status.unswept().isEmpty();
    }

    /** Counts for any credential, existing or deleted: the readers of a retained Secret still use its token. */
    void add(Secret secret) {
        Optional.ofNullable(secret.getMetadata().getAnnotations())
                .flatMap(annotations -> Provenance.parse(annotations.get(WellKnownNames.TOKEN_ANNOTATION)))
                .ifPresent(found -> hold(found.token().tokenId(), found.token().clientId()));
        CredentialSecret.pair(secret).ifPresent(pair -> clientIds.add(pair.clientId()));
    }

    void add(ChalkRevocationSpec revocation) {
        hold(revocation.tokenId(), revocation.clientId());
        Optional.ofNullable(revocation.tokenNamePrefix()).ifPresent(revocable::add);
    }

    private void hold(@Nullable String tokenId, @Nullable String clientId) {
        Optional.ofNullable(tokenId).ifPresent(tokenIds::add);
        Optional.ofNullable(clientId).ifPresent(clientIds::add);
    }
}
