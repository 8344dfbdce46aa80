// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.TokenInventory;
import ai.chalk.credentials.credential.CredentialStore;
import ai.chalk.credentials.decision.Decider;
import ai.chalk.credentials.decision.Decision;
import ai.chalk.credentials.decision.Observation;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;

/** A bug that is planted between the operator and its environment. The defaults plant none. */
public interface LifeMutation {

    /** No bug. */
    LifeMutation NONE = new LifeMutation() {};

    /**
     * The promises of which it breaks one in some random life; empty if random lives hardly find it, so that a script
     * must.
     */
    default Set<LifePromise> breaks() {
        return Set.of();
    }

    default CredentialStore store(CredentialStore store) {
        return store;
    }

    default ChalkApi chalk(ChalkApi chalk) {
        return chalk;
    }

    default TokenInventory inventory(TokenInventory inventory, InstantSource clock) {
        return inventory;
    }

    /** Decides for one process. */
    default Function<Observation, Decision> decider() {
        return this::decide;
    }

    default Decision decide(Observation seen) {
        return new Decider().decide(seen);
    }
}
