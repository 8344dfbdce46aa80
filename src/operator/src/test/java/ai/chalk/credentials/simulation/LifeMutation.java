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

/** A bug that is planted between the operator and the world; by itself none. */
public interface LifeMutation {

    /** The operator as it is. */
    LifeMutation NONE = new LifeMutation() {};

    /** Which promises it breaks, one of them in some random life; empty where chance hardly finds it, and a story must. */
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
