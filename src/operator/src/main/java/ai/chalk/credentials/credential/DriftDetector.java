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
 * Which credentials a listing gives a reason to look at: those whose current token is not in it, or has other grants there than
 * the spec asks for. What is to be done is for their passes to decide.
 *
 * @param listed the tokens' grants by id
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

    /** Whether a listing through that connection can tell anything about a token: its own place, and not too early. */
    static boolean isAbout(CurrentToken token, Instant requestedAt, ConnectionSpec connection) {
        return requestedAt.isAfter(tellsAfter(token))
                && connection.apiServer().equals(token.connection().apiServer());
    }

    /** Only a listing that was asked for after this shows the token for certain. */
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
