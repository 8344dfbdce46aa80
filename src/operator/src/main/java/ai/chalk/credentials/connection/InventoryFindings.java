// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.policy.ConnectionKey;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The results of the regular listings in this process, for statuses and metrics. */
@Singleton
public class InventoryFindings {

    private final Map<Environment, Finding> findings = new ConcurrentHashMap<>();
    private final Map<Environment, Integer> failures = new ConcurrentHashMap<>();

    /** An environment as one connection sees it. */
    public record Environment(ConnectionKey connection, String environmentId) {}

    /**
     * The latest result for an environment.
     *
     * @param listedAt when the last listing was requested
     * @param orphans tokens of this installation whose secret nothing holds; empty until they are known
     */
    public record Finding(Instant listedAt, Optional<Integer> orphans) {}

    /** All present results. */
    public Map<Environment, Finding> all() {
        return Map.copyOf(findings);
    }

    /** The number of consecutive failed listings of each environment, since its first listing. */
    public Map<Environment, Integer> failures() {
        return Map.copyOf(failures);
    }

    Optional<Finding> find(Environment environment) {
        return Optional.ofNullable(findings.get(environment));
    }

    void listed(Environment environment, Instant at) {
        failures.put(environment, 0);
        findings.merge(
                environment, new Finding(at, Optional.empty()), (before, now) -> new Finding(at, before.orphans()));
    }

    void failed(Environment environment) {
        failures.merge(environment, 1, Integer::sum);
    }

    /**
     * Stores the number of orphans of the last listing. Does nothing if there was none, or if the connection is gone.
     */
    public void orphans(Environment environment, int count) {
        findings.computeIfPresent(environment, (any, before) -> new Finding(before.listedAt(), Optional.of(count)));
    }

    /** Forgets all environments of a connection except these. */
    void retain(ConnectionKey connection, Set<String> environmentIds) {
        Predicate<Environment> isForgotten =
                known -> known.connection().equals(connection) && !environmentIds.contains(known.environmentId());
        findings.keySet().removeIf(isForgotten);
        failures.keySet().removeIf(isForgotten);
    }
}
