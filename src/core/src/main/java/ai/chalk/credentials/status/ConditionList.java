// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.status;

import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.common.Excerpt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of conditions in the making: kstatus reads it. {@code lastTransitionTime} is kept while a condition's status is what
 * it was, so that assembling the same state twice gives an equal list.
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

    /** Adds a condition; one that is never added is gone. */
    public ConditionList set(String type, ConditionStatus status, String reason, String message) {
        after.add(new Condition(type, status, generation, now, reason, Excerpt.of(message)).since(before));
        return this;
    }

    /** In the order in which they were added. */
    public List<Condition> toList() {
        return List.copyOf(after);
    }
}
