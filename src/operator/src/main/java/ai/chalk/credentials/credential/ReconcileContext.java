// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.kubernetes.WriteResult;

/**
 * The state of one reconciliation: what was observed, and the credential as it was last read or written, whose
 * resourceVersion guards the next write. Used by one thread.
 */
final class ReconcileContext {

    private final CredentialStore store;
    private final ChalkServiceCredentialStatus statusBefore;
    private Observation seen;
    private ChalkServiceCredential latest;

    ReconcileContext(CredentialStore store, Observation seen, ChalkServiceCredential latest) {
        this.store = store;
        this.statusBefore = seen.status();
        this.seen = seen;
        this.latest = latest;
    }

    CredentialStore store() {
        return store;
    }

    Observation seen() {
        return seen;
    }

    /** The status that the decision was based on. */
    ChalkServiceCredentialStatus statusBefore() {
        return statusBefore;
    }

    ChalkServiceCredential latest() {
        return latest;
    }

    /** Writes a status, guarded by the resourceVersion of the latest credential, and continues with the result. */
    WriteResult<ChalkServiceCredential> write(ChalkServiceCredentialStatus status) {
        var next = new ChalkServiceCredential();
        next.setMetadata(latest.getMetadata());
        next.setSpec(latest.getSpec());
        next.setStatus(status);
        var written = store.writeStatus(next);
        written.object().ifPresent(object -> latest = object);
        if (written.isDone()) {
            seen = seen.withStatus(status);
        }
        return written;
    }
}
