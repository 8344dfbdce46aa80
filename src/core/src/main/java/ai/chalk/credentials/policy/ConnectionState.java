// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.policy;

import ai.chalk.credentials.api.v1alpha1.ConnectionSpec;
import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.Team;
import ai.chalk.credentials.chalk.TokenInventory;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of one connection.
 *
 * @param reason the reason of its Ready condition
 * @param message the message of its Ready condition, which a credential that cannot use the connection repeats to its
 * users
 * @param link present while the connection is usable, and also while Chalk is unavailable after the connection was once
 * usable
 */
public record ConnectionState(
        ConnectionKey key, ConnectionSpec spec, boolean ready, String reason, String message, Optional<Link> link) {

    /**
     * An open connection to Chalk and what is known of the team behind it.
     *
     * @param clientId the client id of the operator's own token: revoking that token would lock the operator out
     * @param reachable ids of the environments that the connection's own token can reach: at most those of the team
     */
    public record Link(ChalkApi chalk, TokenInventory inventory, String clientId, Team team, Set<String> reachable) {

        public Link {
            reachable = Set.copyOf(reachable);
        }
    }
}
