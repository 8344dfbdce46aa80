// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.kubernetes.Provenance;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Secrets that were written for credentials of one name, as a record sees them. A credential that was renamed and
 * retained leaves two: the kept one, and one with the former name, which holds the recorded token until that is
 * revoked.
 */
record RetainedSecrets(ChalkRevocationSpec spec, List<Secret> secrets) {

    /**
     * The Secrets of the very credential that left the record, if they hold the recorded token and another Secret holds
     * a later revision.
     */
    Stream<Secret> former() {
        return secrets.stream().filter(this::isFormer);
    }

    /** All other Secrets. */
    Stream<Secret> others() {
        return secrets.stream().filter(secret -> !isFormer(secret));
    }

    static Stream<String> tokenId(Secret secret) {
        return provenance(secret).stream().map(found -> found.token().tokenId());
    }

    private boolean isFormer(Secret secret) {
        return ofOrigin(secret)
                .filter(found -> found.token().tokenId().equals(spec.tokenId()))
                .filter(this::isSucceeded)
                .isPresent();
    }

    /** The only Secret left is never a former one: a user has restored it. */
    private boolean isSucceeded(Provenance former) {
        return secrets.stream()
                .flatMap(secret -> ofOrigin(secret).stream())
                .anyMatch(other -> other.token().revision() > former.token().revision());
    }

    private Optional<Provenance> ofOrigin(Secret secret) {
        return provenance(secret)
                .filter(found -> found.credentialUid().equals(spec.origin().uid()));
    }

    private static Optional<Provenance> provenance(Secret secret) {
        return Optional.ofNullable(secret.getMetadata().getAnnotations())
                .flatMap(annotations -> Provenance.parse(annotations.get(WellKnownNames.TOKEN_ANNOTATION)));
    }
}
