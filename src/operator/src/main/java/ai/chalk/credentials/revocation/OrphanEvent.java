// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.common.Reason;
import ai.chalk.credentials.common.ReasonText;

/** The events on a connection about orphans. */
public enum OrphanEvent implements Reason {
    FOUND(
            "OrphansFound",
            true,
            "Inventory",
            "The number of orphans has changed and is not 0. There is one event for each change.",
            "Nothing, if they may be revoked. Otherwise set `orphans` to `Report` within the quarantine."),
    REVOKED(
            "OrphanRevoked",
            false,
            "Revoke",
            "Orphans were revoked; the event and the log name their client ids.",
            ReasonText.NO_ACTION),
    CLUSTER_NOT_CONFIRMED(
            "ClusterNotConfirmed",
            true,
            "Revoke",
            "The operator revokes no orphans, because this may be a copy of the cluster that they were issued for.",
            "See [orphans in a restored or copied cluster](operations.md#orphans-in-a-restored-or-copied-cluster).");

    private final ReasonText text;
    private final boolean warning;
    private final String action;

    OrphanEvent(String word, boolean warning, String action, String meaning, String remedy) {
        this.text = new ReasonText(word, "event of a connection", meaning, remedy);
        this.warning = warning;
        this.action = action;
    }

    @Override
    public ReasonText text() {
        return text;
    }

    boolean isWarning() {
        return warning;
    }

    /** The action of the event. */
    String action() {
        return action;
    }
}
