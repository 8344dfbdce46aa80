// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a credential, as it is or after an edit; its components are the fields of the JSON.
 *
 * @param created whether the file's object is not there yet
 * @param edit whether a file was compared with the object
 * @param waiting why a rotation that is called for is not carried out yet
 * @param obstacle what stands in the way
 * @param next the coming rotations, three at most
 * @param notes what could not be told, or acts later
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
        List<Coming> next,
        List<String> notes) {

    /**
     * One thing that is done now.
     *
     * @param type Issue, UpdateGrants, RenderSecret, Restart, Revoke, Record, Adopt, Sweep, Verify or Delete
     * @param reason of Issue
     * @param revision of Issue and Revoke
     * @param byEdit whether it is the edit that brings it about
     */
    record Effect(String type, @Nullable String reason, @Nullable Long revision, String text, boolean byEdit) {}

    /**
     * Why something is not done now.
     *
     * @param until when it is at the earliest, or when it is tried again
     */
    record Hold(String reason, String message, @Nullable Instant until) {}

    /**
     * One coming rotation.
     *
     * @param local in the schedule's time zone, for people
     * @param reason as the status will say it
     * @param by the interval or schedule that asks for it
     * @param spread by how much it is earlier than the interval, or later than the schedule
     */
    record Coming(Instant time, String local, String reason, String by, String spread, boolean overdue) {}
}
