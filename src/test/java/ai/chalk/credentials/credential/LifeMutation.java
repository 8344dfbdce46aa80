// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.Inventory;
import ai.chalk.credentials.credential.decision.Decider;
import ai.chalk.credentials.credential.decision.Decision;
import ai.chalk.credentials.credential.decision.Observation;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;

/** A bug that is planted between the operator and the world; by itself none. */
interface LifeMutation {

    /** The operator as it is. */
    LifeMutation NONE = new LifeMutation() {};

    /** Which promises it breaks, one of them in some random life; empty where chance hardly finds it, and a story must. */
    default Set<LifePromise> breaks() {
        return Set.of();
    }

    default Store store(Store store) {
        return store;
    }

    default ChalkApi chalk(ChalkApi chalk) {
        return chalk;
    }

    default Inventory inventory(Inventory inventory, InstantSource clock) {
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
