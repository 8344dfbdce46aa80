// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

/** The progress of a workload towards its present pod template. */
public sealed interface Rollout {

    /** The workload does not exist; if it is created later, its pods start with the new value. */
    record Missing() implements Rollout {}

    /** Every desired pod runs with the newest template, and no older pod is left. */
    record Complete() implements Rollout {}

    /**
     * It continues without manual action.
     *
     * @param message how far it is
     */
    record Progressing(String message) implements Rollout {}

    /**
     * It does not continue without manual action, because it is paused or has failed.
     *
     * @param message what stops it
     */
    record Stuck(String message) implements Rollout {}

    default boolean isOver() {
        return this instanceof Missing || this instanceof Complete;
    }
}
