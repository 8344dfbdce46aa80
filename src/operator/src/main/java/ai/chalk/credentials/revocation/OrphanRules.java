// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.credential.InstallationNames;
import ai.chalk.credentials.decision.TokenName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides what may be done with tokens that nothing holds, without knowing what holds which token. Pure.
 *
 * @param isWatched whether this process watches the credentials of a namespace
 * @param firstSeen when this process first saw a token; it replaces a missing creation time
 * @param firstLook whether this process has not listed that environment before
 */
record OrphanRules(
        InstallationNames installation,
        Predicate<String> isWatched,
        Duration quarantine,
        Function<ServiceToken, Instant> firstSeen,
        boolean firstLook,
        Instant now) {

    /** Empty for a token without this installation's name, which the operator must not touch. */
    Optional<OrphanVerdict> fate(ServiceToken token) {
        var ours = installation
                .all()
                .filter(name -> TokenName.isOf(name, token.name()))
                .findFirst();
        return ours.map(name -> fate(token, TokenName.namespace(name, token.name())));
    }

    private OrphanVerdict fate(ServiceToken token, Optional<String> namespace) {
        if (namespace.filter(isWatched).isEmpty()) {
            return OrphanVerdict.ELSEWHERE;
        }
        var since = token.createdAt().orElseGet(() -> firstSeen.apply(token));
        if (now.isBefore(since.plus(quarantine))) {
            return OrphanVerdict.YOUNG;
        }
        return firstLook ? OrphanVerdict.FIRST_LOOK : OrphanVerdict.DUE;
    }
}
