// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.kubernetes.Written;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;

/**
 * The reads and writes of one pass. Every write is guarded by the resourceVersion of the object that it is given; none
 * is repeated here.
 */
interface Store {

    /** The Secret as the cache has it, our own last write included. */
    Optional<Secret> cachedSecret(String namespace, String name);

    /** The Secret as the API server has it now. */
    Optional<Secret> readSecret(String namespace, String name);

    /** The credential as the API server has it now; empty where it is gone. */
    Optional<ChalkServiceCredential> read(String namespace, String name);

    Written<ChalkServiceCredential> writeStatus(ChalkServiceCredential credential);

    Written<ChalkServiceCredential> removeFinalizer(ChalkServiceCredential credential);

    Written<Secret> createSecret(Secret secret);

    Written<Secret> updateSecret(Secret secret);

    Written<Secret> deleteSecret(String namespace, String name, String resourceVersion);
}
