// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionSpec;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.Defaults;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.GrantsDifference;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.connection.InventoryPoll;
import ai.chalk.credentials.decision.DesiredGrants;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the credentials that a listing gives a reason to reconcile: those whose current token is not listed, or is
 * listed with other grants than the spec asks for. Their reconciliations decide what to do.
 *
 * @param listed the grants of the listed tokens by token id
 */
record DriftDetector(Map<String, Grants> listed, Instant requestedAt, ConnectionSpec connection) {

    static DriftDetector in(InventoryPoll round) {
        var listed = round.listing().tokens().stream()
                .collect(Collectors.toMap(ServiceToken::id, ServiceToken::grants, (one, other) -> one));
        return new DriftDetector(listed, round.listing().requestedAt(), round.spec());
    }

    boolean concerns(ChalkServiceCredential credential) {
        return Optional.ofNullable(credential.getStatus())
                .map(ChalkServiceCredentialStatus::current)
                .filter(token -> isAbout(token, requestedAt, connection))
                .filter(token -> hasDrifted(credential, token))
                .isPresent();
    }

    /**
     * Whether a listing through that connection says anything about a token: it comes from the API server that issued
     * the token, and was requested late enough to show it.
     */
    static boolean isAbout(CurrentToken token, Instant requestedAt, ConnectionSpec connection) {
        return requestedAt.isAfter(tellsAfter(token))
                && connection.apiServer().equals(token.connection().apiServer());
    }

    /** Only a listing that was requested after this time is certain to show the token. */
    static Instant tellsAfter(CurrentToken token) {
        return Objects.requireNonNullElse(token.publishTime(), token.issueTime());
    }

    private boolean hasDrifted(ChalkServiceCredential credential, CurrentToken token) {
        var grants = listed.get(token.tokenId());
        return grants == null
                || GrantsDifference.describe(
                                DesiredGrants.of(credential.getSpec(), Defaults.dataSourceTagsClaim(connection)),
                                grants)
                        .isPresent();
    }
}
