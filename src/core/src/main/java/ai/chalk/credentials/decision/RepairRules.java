// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.GrantsDifference;
import java.util.Optional;

/** What is put right without a new token. */
final class RepairRules {

    private RepairRules() {}

    /** Formats, template, labels, annotations or owner are not what the spec says: written again from the pair in it. */
    static Optional<Step> render(Observation seen) {
        return Optional.ofNullable(seen.status().current())
                .filter(current -> IssueCauses.isUsable(seen) && !seen.namespaceTerminating())
                .flatMap(current -> seen.secret(current.secretName())
                        .ours()
                        .filter(secret -> !secret.rendered())
                        .map(secret -> new Step.Render(secret, current)));
    }

    /** A listing does not show the current token: only Chalk's answer to its pair tells whether it is gone. */
    static Optional<Step> verify(Observation seen) {
        return Optional.ofNullable(seen.status().current())
                .filter(current -> seen.inChalk() instanceof ChalkTokenState.Missing && seen.holds(current))
                .map(current -> seen.ifReachable(TokenLocation.of(current), new Step.Verify(current)));
    }

    /**
     * The spec's grants are not those of the current token, or somebody has changed them in Chalk. The token stays where it
     * was issued.
     */
    static Optional<Step> updateGrants(Observation seen) {
        return Optional.ofNullable(seen.status().current())
                .filter(current ->
                        IssueCauses.of(seen).map(IssueReason::keepsToken).orElse(true))
                .flatMap(current -> seen.wanted()
                        .available()
                        .filter(wanted -> !GrantsHash.of(wanted.grants()).equals(current.grantsHash())
                                || hasDrifted(seen, wanted.grants()))
                        .map(wanted -> seen.ifReachable(
                                TokenLocation.of(current), new Step.UpdateGrants(current, wanted.grants())))
                        .or(() -> unresolved(seen)));
    }

    private static boolean hasDrifted(Observation seen, Grants wanted) {
        return seen.inChalk() instanceof ChalkTokenState.Listed listed
                && GrantsDifference.describe(wanted, listed.grants()).isPresent();
    }

    /** The spec changed and what it asks for cannot be had: said, although the Secret goes on working. */
    private static Optional<Step> unresolved(Observation seen) {
        return seen.isCarriedOut()
                ? Optional.empty()
                : seen.wanted().obstacle().map(obstacle -> Step.Stall.probing(seen, obstacle));
    }
}
