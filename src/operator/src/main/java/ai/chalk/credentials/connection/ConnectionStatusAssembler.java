// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.ConditionType;
import ai.chalk.credentials.api.v1alpha1.ConnectionIdentity;
import ai.chalk.credentials.api.v1alpha1.ConnectionStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionStatusBuilder;
import ai.chalk.credentials.api.v1alpha1.ReachableEnvironment;
import ai.chalk.credentials.common.Excerpt;
import ai.chalk.credentials.connection.ConnectionSession.Verified;
import ai.chalk.credentials.connection.InventoryPoller.Total;
import ai.chalk.credentials.policy.ConnectionState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Converts a session into the status that users and kstatus read. Ready is False if Chalk or the configuration refuses,
 * and a person must act (Stalled). It is Unknown if the state cannot be determined now, and the operator retries
 * (Reconciling).
 */
final class ConnectionStatusAssembler {

    /** The maximum of the schema. All environments are usable, however many are shown. */
    private static final int SHOWN_ENVIRONMENTS = 1000;

    private ConnectionStatusAssembler() {}

    /**
     * The new status.
     *
     * @param inventory the result over all environments; empty until this process has listed each of them. Another
     * listing alone causes no write, but another number of orphans does
     */
    static ConnectionStatus assemble(
            @Nullable ConnectionStatus before,
            ConnectionState state,
            ConnectionSession session,
            Optional<Total> inventory,
            ProbeContext pass) {
        var orphans = inventory.map(Total::orphans).orElse(before == null ? null : before.orphans());
        var last = before == null ? null : before.lastInventoryTime();
        var status = assemble(before, state, session, pass, orphans, last);
        if (status.equals(before) || inventory.isEmpty()) {
            return status;
        }
        var newest = inventory.get().lastListing().truncatedTo(ChronoUnit.SECONDS);
        return assemble(before, state, session, pass, orphans, newest);
    }

    private static ConnectionStatus assemble(
            @Nullable ConnectionStatus before,
            ConnectionState state,
            ConnectionSession session,
            ProbeContext pass,
            @Nullable Integer orphans,
            @Nullable Instant lastInventoryTime) {
        var problem = session.setback().map(ConnectionSession.Setback::problem);
        var verified = session.verified();
        var last = problem.filter(it -> it.reason().isPassing()).isPresent() ? sameServer(before, pass) : null;
        return ConnectionStatusBuilder.builder()
                .observedGeneration(pass.generation())
                .conditions(conditions(before, state, problem, pass))
                .apiServer(verified.map(it -> it.way().settings().apiServer().toString())
                        .orElse(last == null ? null : last.apiServer()))
                .identity(
                        verified.map(ConnectionStatusAssembler::identity).orElse(last == null ? null : last.identity()))
                .environments(verified.map(ConnectionStatusAssembler::environments)
                        .orElse(last == null ? null : last.environments()))
                .orphans(orphans)
                .lastInventoryTime(lastInventoryTime)
                .build();
    }

    /** While Chalk is unavailable after a restart, the earlier status stays, but never for another API server. */
    private static @Nullable ConnectionStatus sameServer(@Nullable ConnectionStatus before, ProbeContext pass) {
        var apiServer = before == null ? null : before.apiServer();
        return apiServer != null && pass.isAbout(apiServer) ? before : null;
    }

    private static List<Condition> conditions(
            @Nullable ConnectionStatus before,
            ConnectionState state,
            Optional<ConnectionProblem> problem,
            ProbeContext pass) {
        var known =
                Optional.ofNullable(before).map(ConnectionStatus::conditions).orElse(List.of());
        var message = Excerpt.of(state.message());
        var ready = new Condition(
                ConditionType.READY,
                problem.map(it -> it.reason().isPassing() ? ConditionStatus.UNKNOWN : ConditionStatus.FALSE)
                        .orElse(ConditionStatus.TRUE),
                pass.generation(),
                pass.now(),
                state.reason(),
                message);
        var more = problem.map(it -> it.reason().isPassing() ? ConditionType.RECONCILING : ConditionType.STALLED)
                .map(type -> new Condition(
                        type, ConditionStatus.TRUE, pass.generation(), pass.now(), state.reason(), message));
        return Stream.concat(Stream.of(ready), more.stream())
                .map(condition -> condition.since(known))
                .toList();
    }

    private static ConnectionIdentity identity(Verified verified) {
        var team = verified.team();
        return new ConnectionIdentity(
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
                .limit(SHOWN_ENVIRONMENTS)
                .toList();
    }
}
