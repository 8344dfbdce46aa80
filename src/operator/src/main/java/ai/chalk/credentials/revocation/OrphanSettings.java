// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.credential.InstallationNames;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How orphans are dealt with.
 *
 * @param reaping whether they are revoked, or only counted
 * @param quarantine how old a token is before it may be revoked: more than any attempt to issue one may last
 * @param namespace the operator's own, where the records of handed over revocations are
 */
public record OrphanSettings(
        boolean reaping,
        Duration quarantine,
        String namespace,
        Supplier<InstallationNames> installation,
        Cluster cluster) {

    /** Whether this is the cluster that our tokens were issued for: a copy of it would find all of them orphaned. */
    @FunctionalInterface
    public interface Cluster {

        /** As it is now: somebody may have confirmed a change a moment ago. */
        boolean isConfirmed();
    }
}
