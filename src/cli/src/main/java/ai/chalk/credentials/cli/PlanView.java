// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a credential, with or without an edit; its components are the fields of the JSON.
 *
 * @param created whether the object in the file does not exist yet
 * @param edit whether the plan is about a file
 * @param waiting why a rotation that is due does not start yet
 * @param obstacle what blocks the credential
 * @param next the next rotations, at most three
 * @param notes effects that come later, and what cannot be predicted
 */
record PlanView(
        String namespace,
        String name,
        boolean created,
        boolean edit,
        List<SpecDifference> changes,
        List<Effect> effects,
        @Nullable Hold waiting,
        @Nullable Hold obstacle,
        List<NextRotation> next,
        List<String> notes) {

    /**
     * One action that the operator takes now.
     *
     * @param type the word of the step, as in {@code status.failure.step}
     * @param reason the reason of an Issue
     * @param revision the revision that is issued, recorded, adopted or retired
     * @param byEdit whether the edit causes it
     */
    record Effect(String type, @Nullable String reason, @Nullable Long revision, String text, boolean byEdit) {}

    /**
     * Why an action is not taken now.
     *
     * @param until the earliest time of the action, or the time of the next attempt
     */
    record Hold(String reason, String message, @Nullable Instant until) {}

    /**
     * One of the next rotations.
     *
     * @param local the time in the time zone of the schedule
     * @param reason the reason that the status will have
     * @param by the interval or schedule that determines the time
     * @param spread the offset from the interval (minus) or schedule (plus)
     */
    record NextRotation(Instant time, String local, String reason, String by, String spread, boolean overdue) {}
}
