// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential.decision;

import java.util.Optional;

/** What is put right without a new token. */
final class Repairs {

    private Repairs() {}

    /** Formats, template, labels, annotations or owner are not what the spec says: written again from the pair in it. */
    static Optional<Step> render(Observation seen) {
        return Optional.ofNullable(seen.status().current())
                .filter(current -> Causes.isUsable(seen) && !seen.namespaceTerminating())
                .flatMap(current -> seen.secret(current.secretName())
                        .ours()
                        .filter(secret -> !secret.rendered())
                        .map(secret -> new Step.Render(secret, current)));
    }

    /** The spec's grants are not those of the current token, which stays where it was issued. */
    static Optional<Step> updateGrants(Observation seen) {
        return Optional.ofNullable(seen.status().current())
                .filter(current -> Causes.of(seen).isEmpty() || Causes.of(seen).equals(Optional.of(Reason.DUE)))
                .flatMap(current -> seen.wanted()
                        .available()
                        .filter(wanted -> !GrantsHash.of(wanted.grants()).equals(current.grantsHash()))
                        .<Step>map(wanted -> new Step.UpdateGrants(current, wanted.grants()))
                        .or(() -> unresolved(seen)));
    }

    /** The spec changed and what it asks for cannot be had: said, although the Secret goes on working. */
    private static Optional<Step> unresolved(Observation seen) {
        return seen.isCarriedOut()
                ? Optional.empty()
                : seen.wanted()
                        .obstacle()
                        .map(obstacle -> new Step.Stall(obstacle, seen.now().plus(Decider.PROBE)));
    }
}
