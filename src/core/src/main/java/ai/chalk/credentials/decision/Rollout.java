// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

/** How far a workload has got with the pod template that it has now. */
public sealed interface Rollout {

    /** There is no such workload: its pods, when they come, start with the new value. */
    record Missing() implements Rollout {}

    /** Every pod that is wanted runs with the newest template, and none of an older one is left. */
    record Complete() implements Rollout {}

    /**
     * It goes on of itself.
     *
     * @param message how far it is, for people
     */
    record Progressing(String message) implements Rollout {}

    /**
     * It does not go on before somebody acts: it is paused, or has failed.
     *
     * @param message what stops it, for people
     */
    record Stuck(String message) implements Rollout {}

    default boolean isOver() {
        return this instanceof Missing || this instanceof Complete;
    }
}
