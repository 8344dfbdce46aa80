// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

/** What events on a connection say of orphans. */
public enum OrphanEvent {
    /** The number of orphans is another one than before, and not zero. */
    FOUND("OrphansFound", true, "Inventory"),
    /** Some were revoked. */
    REVOKED("OrphanRevoked", false, "Revoke"),
    /** None is revoked, as this may be a copy of the cluster that they were issued for. */
    CLUSTER_NOT_CONFIRMED("ClusterNotConfirmed", true, "Revoke");

    private final String word;
    private final boolean warning;
    private final String action;

    OrphanEvent(String word, boolean warning, String action) {
        this.word = word;
        this.warning = warning;
        this.action = action;
    }

    /** As it stands in the event. */
    public String word() {
        return word;
    }

    boolean isWarning() {
        return warning;
    }

    /** What the operator was doing. */
    String action() {
        return action;
    }
}
