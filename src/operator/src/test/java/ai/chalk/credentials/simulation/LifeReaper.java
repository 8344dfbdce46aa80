// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import static ai.chalk.credentials.simulation.LifePromises.hold;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.revocation.OrphanTrial;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Set;

/** Ends every excuse: the real rules for orphans find all tokens that no process could know of, and no others. */
final class LifeReaper {

    private final LifeWorld world;
    private final String forsaken;

    /**
     * Creates the reaper of one world.
     *
     * @param forsaken a token with a name of this installation whose credential does not exist
     */
    LifeReaper(LifeWorld world, String forsaken) {
        this.world = world;
        this.forsaken = forsaken;
    }

    /** The time of the check, long after everything has come to rest. */
    void comes(Set<String> owned) {
        world.clock.advance(OrphanTrial.QUARANTINE);
        var orphans = OrphanTrial.due(
                LifeProcess.NAMES,
                world.clock.instant(),
                world.chalk.liveTokens(),
                world.cluster.list(ChalkServiceCredential.class),
                world.cluster.list(Secret.class),
                world.cluster.list(ChalkRevocation.class));
        hold(orphans.contains(forsaken), LifePromise.NOTHING_LEFT, "an orphan is not found");
        orphans.stream().filter(id -> !id.equals(forsaken)).forEach(id -> {
            hold(world.tokens.find(id).isPresent(), LifePromise.NOT_OURS, "another owner's token is reaped");
            hold(!owned.contains(id), LifePromise.NOT_OURS, "" + world.tokens.label(id) + " is owned, and reaped");
        });
        world.tokens.alive().stream()
                .filter(token -> !orphans.contains(token.id))
                .forEach(token -> hold(
                        owned.contains(token.id),
                        LifePromise.NOTHING_LEFT,
                        "" + token.label + " is owned by nothing, and no orphan either"));
    }
}
