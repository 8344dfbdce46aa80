// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

/** The events about orphans on a connection. */
public enum OrphanEvent {
    /** The number of orphans has changed and is not zero. */
    FOUND("OrphansFound", true, "Inventory"),
    /** Some orphans were revoked. */
    REVOKED("OrphanRevoked", false, "Revoke"),
    /** No orphan is revoked, because this may be a copy of the cluster for which the tokens were issued. */
    CLUSTER_NOT_CONFIRMED("ClusterNotConfirmed", true, "Revoke");

    private final String word;
    private final boolean warning;
    private final String action;

    OrphanEvent(String word, boolean warning, String action) {
        this.word = word;
        this.warning = warning;
        this.action = action;
    }

    /** The reason of the event. */
    public String word() {
        return word;
    }

    boolean isWarning() {
        return warning;
    }

    /** The action of the event. */
    String action() {
        return action;
    }
}
