// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.status;

import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.common.Excerpt;
import ai.chalk.credentials.common.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the list of conditions, in the form that kstatus reads. {@code lastTransitionTime} is kept while a condition's status
 * does not change, so that assembling the same state twice gives an equal list.
 */
public final class ConditionList {

    private final List<Condition> before;
    private final long generation;
    private final Instant now;
    private final List<Condition> after = new ArrayList<>();

    /** Begins with the conditions of the last status. */
    public ConditionList(List<Condition> before, long generation, Instant now) {
        this.before = List.copyOf(before);
        this.generation = generation;
        this.now = now;
    }

    /** Adds a condition; a condition that is not added is removed. */
    public ConditionList set(String type, ConditionStatus status, Reason reason, String message) {
        after.add(new Condition(type, status, generation, now, reason.word(), Excerpt.of(message)).since(before));
        return this;
    }

    /** In the order in which they were added. */
    public List<Condition> toList() {
        return List.copyOf(after);
    }
}
