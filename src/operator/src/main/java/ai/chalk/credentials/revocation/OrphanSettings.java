// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.credential.InstallationNames;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The settings for orphans.
 *
 * @param reaping whether they are revoked, or only counted
 * @param quarantine the age at which a token may be revoked: more than any attempt to issue one may take
 * @param namespace the operator's own namespace, with the ChalkRevocations
 */
public record OrphanSettings(
        boolean reaping,
        Duration quarantine,
        String namespace,
        Supplier<InstallationNames> installation,
        Cluster cluster) {

    /**
     * Whether this is the cluster for which the tokens were issued. In a copy of it, all of them would seem to be
     * orphans.
     */
    @FunctionalInterface
    public interface Cluster {

        /** Reads the present value, because an administrator may have just confirmed a change. */
        boolean isConfirmed();
    }
}
