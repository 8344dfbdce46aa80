// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.GrantsDifference;
import java.util.Optional;

/** Repairs that need no new token. */
final class RepairRules {

    private RepairRules() {}

    /** Formats, template, labels, annotations or owner differ from the spec: the Secret is written again with its own pair. */
    static Optional<Step> render(Observation seen) {
        return Optional.ofNullable(seen.status().current())
                .filter(current -> IssueCauses.isUsable(seen) && !seen.namespaceTerminating())
                .flatMap(current -> seen.secret(current.secretName())
                        .ours()
                        .filter(secret -> !secret.rendered())
                        .map(secret -> new Step.Render(secret, current)));
    }

    /** A listing does not show the current token: only an exchange of its pair tells whether Chalk still accepts it. */
    static Optional<Step> verify(Observation seen) {
        return Optional.ofNullable(seen.status().current())
                .filter(current -> seen.inChalk() instanceof ChalkTokenState.Missing && seen.holds(current))
                .map(current -> seen.ifReachable(TokenLocation.of(current), new Step.Verify(current)));
    }

    /**
     * The spec's grants differ from those of the current token, or were changed in Chalk. The token stays in the environment
     * in which it was issued.
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

    /** The changed spec cannot be carried out: it stalls visibly, although the published token stays valid. */
    private static Optional<Step> unresolved(Observation seen) {
        return seen.isCarriedOut()
                ? Optional.empty()
                : seen.wanted().obstacle().map(obstacle -> Step.Stall.probing(seen, obstacle));
    }
}
