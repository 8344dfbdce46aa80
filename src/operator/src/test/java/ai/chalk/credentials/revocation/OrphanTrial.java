// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.credential.InstallationNames;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Applies the rules for orphans to a cluster that a test keeps in memory. */
public final class OrphanTrial {

    public static final Duration QUARANTINE = Duration.ofHours(1);

    private OrphanTrial() {}

    /** The ids of the tokens that would be revoked after a listing that is not the first one. */
    public static Set<String> due(
            InstallationNames installation,
            Instant now,
            List<ServiceToken> listed,
            List<ChalkServiceCredential> credentials,
            List<Secret> secrets,
            List<ChalkRevocation> records) {
        var evidence = new OrphanOwnerReader(installation);
        credentials.forEach(evidence::add);
        secrets.forEach(evidence::add);
        records.forEach(record -> evidence.add(record.getSpec()));
        var owners = evidence.owners();
        var rules = new OrphanRules(installation, any -> true, QUARANTINE, token -> Instant.MIN, false, now);
        Predicate<ServiceToken> due = token ->
                rules.fate(token).filter(fate -> fate == OrphanVerdict.DUE).isPresent();
        return listed.stream()
                .filter(token -> due.test(token) && owners.leave(token, OrphanVerdict.DUE))
                .map(ServiceToken::id)
                .collect(Collectors.toSet());
    }
}
