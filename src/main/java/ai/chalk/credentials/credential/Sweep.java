// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.credential.decision.Lists;
import ai.chalk.credentials.credential.decision.Observation;
import ai.chalk.credentials.credential.decision.TokenName;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which tokens of an environment are strays of this credential's superseded attempts: our name, no newer than any attempt, and
 * an id that nobody holds. Ownership is by id; a name only says for whom a token was made.
 */
record Sweep(Observation seen) {

    boolean isStray(ServiceToken token) {
        var prefix = TokenName.prefix(seen.installation(), seen.id());
        return token.name().startsWith(prefix)
                && isAttempt(token.name().substring(prefix.length()))
                && !held().contains(token.id());
    }

    private boolean isAttempt(String revision) {
        long highest = Objects.requireNonNullElse(seen.status().highestRevision(), 0L);
        return revision.matches("[0-9]{1,9}") && Long.parseLong(revision) <= highest;
    }

    private Set<String> held() {
        var current = Stream.ofNullable(seen.status().current()).map(CurrentToken::tokenId);
        var retiring = Lists.of(seen.status().retiring()).stream().map(RetiringToken::tokenId);
        var published = seen.secrets().values().stream()
                .flatMap(secret -> secret.ours().stream())
                .map(secret -> secret.token().tokenId());
        return Stream.of(current, retiring, published).flatMap(ids -> ids).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Revokes them one by one; one that fails leaves the rest to the next pass.
     *
     * @return whether none is left; at least one is revoked, however little time there is
     */
    boolean run(Revocation revocation, List<ServiceToken> listed, TimeLimit limit) throws ChalkException {
        var strays = listed.stream().filter(this::isStray).iterator();
        while (strays.hasNext()) {
            var stray = strays.next();
            revocation.delete(stray.environmentId(), stray.id());
            if (limit.isReached()) {
                break;
            }
        }
        return !strays.hasNext();
    }
}
