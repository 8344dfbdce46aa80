// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import java.util.Set;

/**
 * The types of the conditions that the operator sets; part of the API. They are strings, because a status may also
 * contain conditions of other writers.
 */
public final class ConditionType {

    /** Whether the object is usable. */
    public static final String READY = "Ready";
    /** The operator has not yet carried out the whole spec. */
    public static final String RECONCILING = "Reconciling";
    /** Manual action is needed. */
    public static final String STALLED = "Stalled";
    /** A rotation is late. */
    public static final String ROTATION_OVERDUE = "RotationOverdue";
    /** The revocation of a predecessor has waited for a long time. */
    public static final String REVOCATION_BLOCKED = "RevocationBlocked";
    /** The schedule matches no time. */
    public static final String SCHEDULE_NEVER_FIRES = "ScheduleNeverFires";
    /** A restart after a rotation does not complete. */
    public static final String ROLLOUT_FAILED = "RolloutFailed";

    /** Those that report a problem of a credential while they are true. */
    public static final Set<String> PROBLEMS =
            Set.of(STALLED, ROTATION_OVERDUE, REVOCATION_BLOCKED, SCHEDULE_NEVER_FIRES, ROLLOUT_FAILED);

    private ConditionType() {}
}
