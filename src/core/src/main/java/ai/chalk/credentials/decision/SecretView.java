// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.common.WithBuilder;
import java.util.Optional;

/** A Secret as far as decisions depend on it, without its values. */
public sealed interface SecretView {

    /** No Secret of that name exists, or it is not in the cache. */
    record Absent() implements SecretView {}

    /**
     * A Secret that is not this credential's. The operator never touches it.
     *
     * @param whose what tells that it belongs to something else
     * @param handedOver its provenance, if a user with the right to write it has handed it over to this credential
     */
    record Foreign(String whose, Optional<Ours> handedOver) implements SecretView {

        /** One that is not handed over. */
        public Foreign(String whose) {
            this(whose, Optional.empty());
        }
    }

    /**
     * A Secret of this credential, by the uid in its provenance.
     *
     * @param token its provenance: the token that it claims to hold
     * @param intact whether client id and secret are those of the provenance
     * @param rendered whether everything else in it is as the spec asks
     * @param going whether it is being deleted and only a finalizer keeps it
     * @param immutable whether the API server refuses every change of its data
     */
    @WithBuilder
    record Ours(
            String uid,
            String resourceVersion,
            CurrentToken token,
            boolean intact,
            boolean rendered,
            boolean going,
            boolean immutable)
            implements SecretView, SecretViewOursBuilder.With {

        /** One that is not being deleted and can be changed. */
        public Ours(String uid, String resourceVersion, CurrentToken token, boolean intact, boolean rendered) {
            this(uid, resourceVersion, token, intact, rendered, false, false);
        }
    }

    default Optional<Ours> ours() {
        return this instanceof Ours ours ? Optional.of(ours) : Optional.empty();
    }

    /** The token that it claims to hold, if this credential may use it. The claim is not verified. */
    default Optional<CurrentToken> claim() {
        return ours().or(() -> foreign().flatMap(Foreign::handedOver)).map(Ours::token);
    }

    default Optional<Foreign> foreign() {
        return this instanceof Foreign foreign ? Optional.of(foreign) : Optional.empty();
    }
}
