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
 * What is known about a connection.
 *
 * @param reason the reason of its Ready condition
 * @param message the message of its Ready condition, which a credential that cannot use the connection repeats
 * @param link present while the connection is usable, and while Chalk is unavailable after it was usable once
 */
public record ConnectionState(
        ConnectionKey key, ConnectionSpec spec, boolean ready, String reason, String message, Optional<Link> link) {

    /**
     * Access to Chalk, and the team that it reaches.
     *
     * @param clientId of the operator's own token, whose revocation would lock the operator out
     * @param reachable ids of the environments of the team that the connection's own token reaches
     */
    public record Link(ChalkApi chalk, TokenInventory inventory, String clientId, Team team, Set<String> reachable) {

        public Link {
            reachable = Set.copyOf(reachable);
        }
    }
}
