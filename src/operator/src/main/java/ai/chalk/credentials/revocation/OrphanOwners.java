// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.chalk.ServiceToken;
import java.util.Set;

/**
 * Which tokens are held. Ids decide. A client id counts as well, because an object that has it most likely also has the
 * secret, and keeping a token for too long is the smaller mistake.
 *
 * @param revocable prefixes of names that a record will revoke
 * @param attempts prefixes of names whose credentials have open attempts
 */
record OrphanOwners(Set<String> tokenIds, Set<String> clientIds, Set<String> revocable, Set<String> attempts) {

    OrphanOwners {
        tokenIds = Set.copyOf(tokenIds);
        clientIds = Set.copyOf(clientIds);
        revocable = Set.copyOf(revocable);
        attempts = Set.copyOf(attempts);
    }

    /** Whether a token is an orphan. The stray of an open attempt becomes one when the quarantine is over. */
    boolean leave(ServiceToken token, OrphanVerdict fate) {
        return !tokenIds.contains(token.id())
                && !clientIds.contains(token.clientId())
                && revocable.stream().noneMatch(token.name()::startsWith)
                && !(fate == OrphanVerdict.YOUNG && attempts.stream().anyMatch(token.name()::startsWith));
    }
}
