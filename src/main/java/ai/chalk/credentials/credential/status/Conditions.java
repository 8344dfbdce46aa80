// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential.status;

import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.schedule.Excerpt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A list of conditions in the making: kstatus reads it. {@code lastTransitionTime} is kept while a condition's status is what
 * it was, so that assembling the same state twice gives an equal list.
 */
public final class Conditions {

    private final List<Condition> before;
    private final long generation;
    private final Instant now;
    private final List<Condition> after = new ArrayList<>();

    /** Begins with the conditions of the last status. */
    public Conditions(List<Condition> before, long generation, Instant now) {
        this.before = List.copyOf(before);
        this.generation = generation;
        this.now = now;
    }

    /** Adds a condition; one that is never added is gone. */
    public Conditions set(String type, ConditionStatus status, String reason, String message) {
        var since = before.stream()
                .filter(condition -> condition.type().equals(type) && condition.status() == status)
                .map(Condition::lastTransitionTime)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(now);
        after.add(new Condition(type, status, generation, since, reason, Excerpt.of(message)));
        return this;
    }

    /** In the order in which they were added. */
    public List<Condition> toList() {
        return List.copyOf(after);
    }
}
