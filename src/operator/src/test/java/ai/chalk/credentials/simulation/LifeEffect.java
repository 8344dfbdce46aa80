// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import java.util.EnumSet;
import java.util.Set;

/**
 * One operation of a process on its environment, at which it can be stopped, paused, rejected or left without an
 * answer.
 */
public enum LifeEffect {
    ADD_FINALIZER("adds the finalizer"),
    READ_CREDENTIAL("reads the credential"),
    READ_SECRET("reads the Secret"),
    WRITE_STATUS("writes the status"),
    CREATE_SECRET("creates the Secret"),
    UPDATE_SECRET("updates the Secret"),
    DELETE_SECRET("deletes the Secret"),
    REMOVE_FINALIZER("removes the finalizer"),
    CREATE_REVOCATION("creates a ChalkRevocation"),
    READ_WORKLOADS("reads workloads"),
    RESTART("restarts a workload"),
    CREATE_TOKEN("creates a token"),
    EXCHANGE("exchanges a pair"),
    LIST_TOKENS("lists tokens"),
    UPDATE_TOKEN("updates a token"),
    DELETE_TOKEN("revokes a token");

    private static final Set<LifeEffect> IN_CHALK =
            EnumSet.of(CREATE_TOKEN, EXCHANGE, LIST_TOKENS, UPDATE_TOKEN, DELETE_TOKEN);

    private final String words;

    LifeEffect(String words) {
        this.words = words;
    }

    boolean isInChalk() {
        return IN_CHALK.contains(this);
    }

    @Override
    public String toString() {
        return words;
    }
}
