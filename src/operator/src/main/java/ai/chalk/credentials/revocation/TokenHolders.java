// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.credential.CredentialEventSources;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Knows which tokens have an owner in the cluster: quickly from the caches, and reliably from the API server. */
public record TokenHolders(OrphanSettings settings, CredentialEventSources sources, KubernetesClient client) {

    /** Whether the caches show a credential that holds this token. */
    boolean isHeld(String tokenId) {
        return sources.isHeld(tokenId);
    }

    /** Whether this process sees the credentials of a namespace. */
    boolean isWatched(String namespace) {
        return sources.isWatched(namespace);
    }

    /** Reads all owners from the API server, because a cache may be stale and a revocation is final. */
    OrphanOwners read() {
        return OrphanOwnerReader.read(
                client, settings.installation().get(), sources.watchedNamespaces(), settings.namespace());
    }
}
