// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the regular looks at Chalk have shown to this process: for statuses and metrics. */
@Singleton
public class InventoryFindings {

    private final Map<Environment, Finding> findings = new ConcurrentHashMap<>();

    /** An environment as one connection sees it. */
    public record Environment(ConnectionKey connection, String environmentId) {}

    /**
     * What was found there last.
     *
     * @param listedAt when the last listing was asked for
     * @param orphans tokens of our name that nobody holds; empty until they could be told from others
     */
    public record Finding(Instant listedAt, Optional<Integer> orphans) {}

    /** All that is known now. */
    public Map<Environment, Finding> all() {
        return Map.copyOf(findings);
    }

    Optional<Finding> find(Environment environment) {
        return Optional.ofNullable(findings.get(environment));
    }

    void listed(Environment environment, Instant at) {
        findings.merge(
                environment, new Finding(at, Optional.empty()), (before, now) -> new Finding(at, before.orphans()));
    }

    /** Notes how many orphans the last listing left; nothing where there was none, or the connection is gone. */
    public void orphans(Environment environment, int count) {
        findings.computeIfPresent(environment, (any, before) -> new Finding(before.listedAt(), Optional.of(count)));
    }

    /** Forgets all environments of a connection but these. */
    void retain(ConnectionKey connection, Set<String> environmentIds) {
        findings.keySet()
                .removeIf(known ->
                        known.connection().equals(connection) && !environmentIds.contains(known.environmentId()));
    }
}
