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

/** What the regular looks at Chalk have shown to this process: for statuses and metrics. */
@Singleton
public class InventoryFindings {

    private final Map<Environment, Finding> findings = new ConcurrentHashMap<>();
    private final Map<Environment, Integer> failures = new ConcurrentHashMap<>();

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

    /** How often in a row the listing of each environment has failed that was asked for. */
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

    /** Notes how many orphans the last listing left; nothing where there was none, or the connection is gone. */
    public void orphans(Environment environment, int count) {
        findings.computeIfPresent(environment, (any, before) -> new Finding(before.listedAt(), Optional.of(count)));
    }

    /** Forgets all environments of a connection but these. */
    void retain(ConnectionKey connection, Set<String> environmentIds) {
        Predicate<Environment> isForgotten =
                known -> known.connection().equals(connection) && !environmentIds.contains(known.environmentId());
        findings.keySet().removeIf(isForgotten);
        failures.keySet().removeIf(isForgotten);
    }
}
