// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential.decision;

import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.GrantsDifference;
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

    /** A listing does not show the current token: only Chalk's answer to its pair tells whether it is gone. */
    static Optional<Step> verify(Observation seen) {
        return Optional.ofNullable(seen.status().current())
                .filter(current -> seen.inChalk() instanceof InChalk.Missing && seen.holds(current))
                .map(current -> seen.ifReachable(Place.of(current), new Step.Verify(current)));
    }

    /**
     * The spec's grants are not those of the current token, or somebody has changed them in Chalk. The token stays where it
     * was issued.
     */
    static Optional<Step> updateGrants(Observation seen) {
        return Optional.ofNullable(seen.status().current())
                .filter(current -> Causes.of(seen).map(Reason::keepsToken).orElse(true))
                .flatMap(current -> seen.wanted()
                        .available()
                        .filter(wanted -> !GrantsHash.of(wanted.grants()).equals(current.grantsHash())
                                || hasDrifted(seen, wanted.grants()))
                        .map(wanted ->
                                seen.ifReachable(Place.of(current), new Step.UpdateGrants(current, wanted.grants())))
                        .or(() -> unresolved(seen)));
    }

    private static boolean hasDrifted(Observation seen, Grants wanted) {
        return seen.inChalk() instanceof InChalk.Listed listed
                && GrantsDifference.describe(wanted, listed.grants()).isPresent();
    }

    /** The spec changed and what it asks for cannot be had: said, although the Secret goes on working. */
    private static Optional<Step> unresolved(Observation seen) {
        return seen.isCarriedOut()
                ? Optional.empty()
                : seen.wanted().obstacle().map(obstacle -> Step.Stall.probing(seen, obstacle));
    }
}
