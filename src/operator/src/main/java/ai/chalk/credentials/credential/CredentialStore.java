// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.decision.Rollout;
import ai.chalk.credentials.kubernetes.WriteResult;
import ai.chalk.credentials.policy.ConnectionKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * The reads and writes of one reconciliation. Every write is guarded by the resourceVersion of the object that it is
 * given, and is not retried here.
 */
public interface CredentialStore {

    /** The Secret in the cache, which includes this process's own last write. */
    Optional<Secret> cachedSecret(String namespace, String name);

    /** Reads the Secret from the API server. */
    Optional<Secret> readSecret(String namespace, String name);

    /** Reads the credential from the API server; empty if it no longer exists. */
    Optional<ChalkServiceCredential> read(String namespace, String name);

    /** The namespace in the cache. */
    Optional<Namespace> namespace(String name);

    /** Asks the API server whether a connection of that name exists. */
    boolean connectionExists(ConnectionKey key);

    /** All cached credentials of a namespace. */
    List<ChalkServiceCredential> cachedCredentials(String namespace);

    /** Reads the progress of a workload's rollout from the API server. */
    Rollout rollout(String namespace, RolloutRestartTarget target);

    /** Passes every pod of a namespace to the consumer, read page by page from the API server. */
    void eachPod(String namespace, Consumer<Pod> consumer);

    /** Writes revisions, by credential, into a workload's pod template, which restarts the workload. */
    WriteResult<HasMetadata> restart(String namespace, RolloutRestartTarget target, SortedMap<String, Long> revisions);

    /** Creates a ChalkRevocation in the operator's namespace. An existing one of that name counts as success. */
    WriteResult<ChalkRevocation> createRevocation(String name, ChalkRevocationSpec spec);

    WriteResult<ChalkServiceCredential> writeStatus(ChalkServiceCredential credential);

    WriteResult<ChalkServiceCredential> removeFinalizer(ChalkServiceCredential credential);

    WriteResult<Secret> createSecret(Secret secret);

    WriteResult<Secret> updateSecret(Secret secret);

    WriteResult<Secret> deleteSecret(String namespace, String name, String resourceVersion);
}
