// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.kubernetes.WriteResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Optional;

/** Copies objects, so that a change of a returned object does not change an API server or a cache. */
final class LifeObjects {

    private LifeObjects() {}

    /** Copies metadata and data, which callers change; specs and statuses are immutable. */
    @SuppressWarnings("unchecked")
    static <T extends HasMetadata> T copy(T object) {
        if (object instanceof Secret secret) {
            return (T) new SecretBuilder(secret).build();
        }
        if (object instanceof Namespace namespace) {
            return (T) new NamespaceBuilder(namespace).build();
        }
        if (object instanceof ChalkRevocation revocation) {
            var copy = new ChalkRevocation();
            copy.setMetadata(metadata(revocation));
            copy.setSpec(revocation.getSpec());
            return (T) copy;
        }
        var credential = (ChalkServiceCredential) object;
        var copy = new ChalkServiceCredential();
        copy.setMetadata(metadata(credential));
        copy.setSpec(credential.getSpec());
        copy.setStatus(credential.getStatus());
        return (T) copy;
    }

    private static ObjectMeta metadata(HasMetadata object) {
        return new ObjectMetaBuilder(object.getMetadata()).build();
    }

    static long version(HasMetadata object) {
        return Long.parseLong(object.getMetadata().getResourceVersion());
    }

    static <T> WriteResult<T> conflict() {
        return new WriteResult<>(WriteResult.Result.CONFLICT, Optional.empty(), "the object has been modified");
    }
}
