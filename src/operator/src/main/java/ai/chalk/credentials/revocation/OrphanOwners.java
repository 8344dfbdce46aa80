// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.chalk.ServiceToken;
import java.util.Set;

/**
 * Who holds which tokens. Ids decide; a client id counts as well, as whoever has it most likely has the secret too, and holding
 * a token for too long is the smaller mistake.
 *
 * @param revocable prefixes of names that a record will revoke
 * @param attempts prefixes of names whose credentials have attempts open
 */
record OrphanOwners(Set<String> tokenIds, Set<String> clientIds, Set<String> revocable, Set<String> attempts) {

    OrphanOwners {
        tokenIds = Set.copyOf(tokenIds);
        clientIds = Set.copyOf(clientIds);
        revocable = Set.copyOf(revocable);
        attempts = Set.copyOf(attempts);
    }

    /** Whether a token is an orphan; the stray of an open attempt becomes one when the quarantine is over. */
    boolean leave(ServiceToken token, OrphanVerdict fate) {
        return !tokenIds.contains(token.id())
                && !clientIds.contains(token.clientId())
                && revocable.stream().noneMatch(token.name()::startsWith)
                && !(fate == OrphanVerdict.YOUNG && attempts.stream().anyMatch(token.name()::startsWith));
    }
}
