// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.common.WithBuilder;
import java.util.Optional;

/** A Secret as far as a decision depends on it; never its values. */
public sealed interface SecretView {

    /** There is none of that name, or it is not in the cache. */
    record Absent() implements SecretView {}

    /**
     * There is one, and it is not this credential's: never touched.
     *
     * @param handedOver what it says of itself, where somebody who may write it has handed it to this credential
     */
    record Foreign(String whose, Optional<Ours> handedOver) implements SecretView {

        /** One that nobody has handed over. */
        public Foreign(String whose) {
            this(whose, Optional.empty());
        }
    }

    /**
     * This credential's own, by the uid in its provenance.
     *
     * @param token its provenance: which token it says it holds
     * @param intact whether client id and secret are those that the provenance was written for
     * @param rendered whether all else in it is what the spec asks for
     * @param going whether somebody has deleted it, and a finalizer keeps it for a while: nothing may be built upon it
     * @param immutable whether the API server lets nobody change its data
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

        /** One that nobody has deleted, and that can be changed. */
        public Ours(String uid, String resourceVersion, CurrentToken token, boolean intact, boolean rendered) {
            this(uid, resourceVersion, token, intact, rendered, false, false);
        }
    }

    default Optional<Ours> ours() {
        return this instanceof Ours ours ? Optional.of(ours) : Optional.empty();
    }

    /** Which token it says it holds, where that may be believed one day: its own word, and nobody has checked it. */
    default Optional<CurrentToken> claim() {
        return ours().or(() -> foreign().flatMap(Foreign::handedOver)).map(Ours::token);
    }

    default Optional<Foreign> foreign() {
        return this instanceof Foreign foreign ? Optional.of(foreign) : Optional.empty();
    }
}
