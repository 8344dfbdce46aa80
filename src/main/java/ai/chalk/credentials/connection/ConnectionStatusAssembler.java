// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionStatus;
import ai.chalk.credentials.api.v1alpha1.Identity;
import ai.chalk.credentials.api.v1alpha1.ReachableEnvironment;
import ai.chalk.credentials.connection.Session.Verified;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns a session into the status that people and kstatus read. False means that Chalk or the configuration says no, and
 * that a human is waited for (Stalled); Unknown means that nobody can say now, and that it is tried again (Reconciling).
 */
final class ConnectionStatusAssembler {

    private static final String READY = "Ready";

    private ConnectionStatusAssembler() {}

    static ConnectionStatus assemble(
            @Nullable ConnectionStatus before, ConnectionState state, Session session, long generation, Instant now) {
        var problem = session.setback().map(Session.Setback::problem);
        var verified = session.verified();
        boolean isOld = verified.isEmpty()
                && problem.filter(it -> it.reason().isTransient()).isPresent();
        var last = isOld ? before : null;
        return new ConnectionStatus(
                generation,
                conditions(before, state, problem, generation, now),
                verified.map(it -> it.way().settings().apiServer().toString())
                        .orElse(last == null ? null : last.apiServer()),
                verified.map(ConnectionStatusAssembler::identity).orElse(last == null ? null : last.identity()),
                verified.map(ConnectionStatusAssembler::environments).orElse(last == null ? null : last.environments()),
                before == null ? null : before.orphans(),
                before == null ? null : before.lastInventoryTime());
    }

    private static List<Condition> conditions(
            @Nullable ConnectionStatus before,
            ConnectionState state,
            Optional<Problem> problem,
            long generation,
            Instant now) {
        var ready = new Condition(
                READY,
                problem.map(it -> it.reason().isTransient() ? ConditionStatus.UNKNOWN : ConditionStatus.FALSE)
                        .orElse(ConditionStatus.TRUE),
                generation,
                now,
                state.reason(),
                state.message());
        var more = problem.map(it -> it.reason().isTransient() ? "Reconciling" : "Stalled")
                .map(type ->
                        new Condition(type, ConditionStatus.TRUE, generation, now, state.reason(), state.message()));
        return Stream.concat(Stream.of(ready), more.stream())
                .map(condition -> sinceWhen(condition, before))
                .toList();
    }

    /** A condition whose status stays the same keeps the time at which it became so. */
    private static Condition sinceWhen(Condition condition, @Nullable ConnectionStatus before) {
        var conditions = before == null ? null : before.conditions();
        if (conditions == null) {
            return condition;
        }
        return conditions.stream()
                .filter(last -> last.type().equals(condition.type()) && last.status() == condition.status())
                .filter(last -> last.lastTransitionTime() != null)
                .findFirst()
                .map(last -> new Condition(
                        condition.type(),
                        condition.status(),
                        condition.observedGeneration(),
                        last.lastTransitionTime(),
                        condition.reason(),
                        condition.message()))
                .orElse(condition);
    }

    private static Identity identity(Verified verified) {
        var team = verified.team();
        return new Identity(
                verified.caller().user().orElse(null),
                verified.caller().teamId().orElse(team.id()),
                team.name(),
                verified.way().settings().credentials().clientId());
    }

    private static List<ReachableEnvironment> environments(Verified verified) {
        return verified.team().projects().stream()
                .flatMap(project -> project.environments().stream()
                        .filter(environment -> verified.reachable().contains(environment.id()))
                        .map(environment -> new ReachableEnvironment(
                                environment.id(), environment.name(), project.id(), project.name())))
                .sorted(Comparator.comparing(ReachableEnvironment::projectName)
                        .thenComparing(ReachableEnvironment::name)
                        .thenComparing(ReachableEnvironment::id))
                .toList();
    }
}
