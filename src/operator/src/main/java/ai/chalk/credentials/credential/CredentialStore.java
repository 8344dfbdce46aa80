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
 * The reads and writes of one pass. Every write is guarded by the resourceVersion of the object that it is given; none
 * is repeated here.
 */
public interface CredentialStore {

    /** The Secret as the cache has it, our own last write included. */
    Optional<Secret> cachedSecret(String namespace, String name);

    /** The Secret as the API server has it now. */
    Optional<Secret> readSecret(String namespace, String name);

    /** The credential as the API server has it now; empty where it is gone. */
    Optional<ChalkServiceCredential> read(String namespace, String name);

    /** The namespace as the cache has it. */
    Optional<Namespace> namespace(String name);

    /** Whether the API server has a connection of that name now. */
    boolean connectionExists(ConnectionKey key);

    /** All credentials of a namespace, as the cache has them. */
    List<ChalkServiceCredential> cachedCredentials(String namespace);

    /** How far a workload is, as the API server has it now. */
    Rollout rollout(String namespace, RolloutRestartTarget target);

    /** Shows every pod of a namespace, page by page, as the API server has them now. */
    void eachPod(String namespace, Consumer<Pod> consumer);

    /** Writes revisions, by credential, into a workload's pod template. */
    WriteResult<HasMetadata> restart(String namespace, RolloutRestartTarget target, SortedMap<String, Long> revisions);

    /** Creates a record in the operator's own namespace; one of that name that is there already is as good. */
    WriteResult<ChalkRevocation> createRevocation(String name, ChalkRevocationSpec spec);

    WriteResult<ChalkServiceCredential> writeStatus(ChalkServiceCredential credential);

    WriteResult<ChalkServiceCredential> removeFinalizer(ChalkServiceCredential credential);

    WriteResult<Secret> createSecret(Secret secret);

    WriteResult<Secret> updateSecret(Secret secret);

    WriteResult<Secret> deleteSecret(String namespace, String name, String resourceVersion);
}
