// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.api.v1alpha1.CaBundleKind;
import ai.chalk.credentials.api.v1alpha1.CaBundleRef;
import ai.chalk.credentials.api.v1alpha1.ConnectionSpec;
import ai.chalk.credentials.policy.ConnectionKey;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Secret or ConfigMap to which a connection refers. A namespaced connection can refer only to its own namespace. */
record ReferencedObject(CaBundleKind kind, String namespace, String name) {

    /** The object with the client id and secret. Empty if a cluster connection does not name its namespace. */
    static Optional<ReferencedObject> credentials(ConnectionKey key, ConnectionSpec spec) {
        var ref = spec.credentialsSecretRef();
        return place(key, ref.namespace()).map(place -> new ReferencedObject(CaBundleKind.SECRET, place, ref.name()));
    }

    /** The object with the CA bundle. Empty if a cluster connection does not name its namespace. */
    static Optional<ReferencedObject> caBundle(ConnectionKey key, CaBundleRef ref) {
        return place(key, ref.namespace()).map(place -> new ReferencedObject(ref.kind(), place, ref.name()));
    }

    /** All objects to watch for a connection. */
    static Set<ReferencedObject> of(ConnectionKey key, ConnectionSpec spec) {
        var bundle = Optional.ofNullable(spec.caBundleRef())
                .filter(ref -> ref.kind() != CaBundleKind.UNKNOWN)
                .flatMap(ref -> caBundle(key, ref));
        return Stream.concat(credentials(key, spec).stream(), bundle.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<String> place(ConnectionKey key, @Nullable String written) {
        return key.namespace().or(() -> Optional.ofNullable(written));
    }

    /** Formatted as {@code Secret chalk-system/chalk-operator}. */
    @Override
    public String toString() {
        var word =
                switch (kind) {
                    case SECRET -> "Secret";
                    case CONFIG_MAP -> "ConfigMap";
                    case UNKNOWN -> "object of an unknown kind";
                };
        return word + " " + namespace + "/" + name;
    }
}
