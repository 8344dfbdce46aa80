// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import static ai.chalk.credentials.operator.MetricLabel.CODE;
import static ai.chalk.credentials.operator.MetricLabel.CONDITION;
import static ai.chalk.credentials.operator.MetricLabel.ENVIRONMENT;
import static ai.chalk.credentials.operator.MetricLabel.KIND;
import static ai.chalk.credentials.operator.MetricLabel.NAME;
import static ai.chalk.credentials.operator.MetricLabel.NAMESPACE;
import static ai.chalk.credentials.operator.MetricLabel.PROCEDURE;
import static ai.chalk.credentials.operator.MetricLabel.REASON;
import static ai.chalk.credentials.operator.MetricLabel.RESULT;

import io.prometheus.client.Collector;
import java.util.List;
import java.util.stream.Stream;

/** Every metric of the operator, as it is exposed and documented. Alerts and the dashboard use no others. */
enum Metric {
    CREDENTIAL_READY("chalk_credential_ready", "1 if the Secret holds a usable token, otherwise 0.", NAMESPACE, NAME),
    CREDENTIAL_STALLED("chalk_credential_stalled", "1 if a person must act, otherwise 0.", NAMESPACE, NAME),
    ROTATION_OVERDUE(
            "chalk_credential_rotation_overdue",
            "1 if a rotation is due but has not been carried out, otherwise 0.",
            NAMESPACE,
            NAME),
    CREDENTIAL_PROBLEM(
            "chalk_credential_problem",
            "1 for each condition that reports a problem; absent if there is none.",
            NAMESPACE,
            NAME,
            CONDITION,
            REASON),
    SUSPENDED(
            "chalk_credential_suspended",
            "1 if `spec.rotation.suspend` suspends its rotations, otherwise 0.",
            NAMESPACE,
            NAME),
    NEXT_ROTATION(
            "chalk_credential_next_rotation_timestamp_seconds",
            "When the next rotation is due, in Unix time; absent if none is planned.",
            NAMESPACE,
            NAME),
    LAST_ROTATION(
            "chalk_credential_last_rotation_timestamp_seconds",
            "When the token in the Secret was published, in Unix time; absent until then.",
            NAMESPACE,
            NAME),
    RETIRING_TOKENS("chalk_credential_retiring_tokens", "Predecessors that are still valid.", NAMESPACE, NAME),
    REVOCATION_BLOCKED(
            "chalk_credential_revocation_blocked",
            "1 if a revocation has waited for containers for a day, otherwise 0.",
            NAMESPACE,
            NAME),
    BLOCKING_CONTAINERS(
            "chalk_credential_revocation_blocking_containers",
            "Containers that a revocation waits for.",
            NAMESPACE,
            NAME),
    RESTARTS_PENDING(
            "chalk_credential_restarts_pending",
            "Workloads that the operator must still restart because of the last rotation.",
            NAMESPACE,
            NAME),
    ISSUE_LIMIT_REACHED(
            "chalk_credential_issue_limit_reached",
            "1 if the limit of tokens per hour is reached, otherwise 0.",
            NAMESPACE,
            NAME),
    FAILURES("chalk_credential_failures", "Consecutive failures of any steps; 0 if nothing fails.", NAMESPACE, NAME),
    FAILURE_PERMANENT(
            "chalk_credential_failure_permanent",
            "1 if the step that is due fails and waiting does not help, otherwise 0.",
            NAMESPACE,
            NAME),
    CONNECTION_READY(
            "chalk_operator_connection_ready",
            "1 if Chalk accepts the connection, otherwise 0.",
            KIND,
            NAMESPACE,
            NAME),
    CONNECTION_PROBLEM(
            "chalk_operator_connection_problem",
            "1 with the reason why a connection is not ready; absent while it is ready.",
            KIND,
            NAMESPACE,
            NAME,
            REASON),
    INVENTORY_TIME(
            "chalk_operator_inventory_timestamp_seconds",
            "When the last listing of an environment was requested, in Unix time; absent until then.",
            KIND,
            NAMESPACE,
            NAME,
            ENVIRONMENT),
    INVENTORY_FAILURES(
            "chalk_operator_inventory_failures",
            "Consecutive failed listings of an environment; absent until the first attempt.",
            KIND,
            NAMESPACE,
            NAME,
            ENVIRONMENT),
    INVENTORY_INTERVAL(
            "chalk_operator_inventory_interval_seconds", "Interval between listings of each environment (a setting)."),
    ORPHANS(
            "chalk_operator_orphans",
            "Tokens with this installation's names whose secret nothing in the cluster holds; absent until they are known.",
            KIND,
            NAMESPACE,
            NAME),
    REVOCATIONS(
            "chalk_operator_revocations", "ChalkRevocations: tokens of deleted credentials that are not revoked yet."),
    REVOCATION_STALLED(
            "chalk_operator_revocation_stalled",
            "1 for each ChalkRevocation that is stalled until a person acts; absent otherwise.",
            NAMESPACE,
            NAME,
            REASON),
    LEADER("chalk_operator_leader", "1 if this process is the leader, otherwise 0."),
    ISSUES(
            Collector.Type.COUNTER,
            "chalk_operator_issues_total",
            "Attempts to issue a token since the start of the process.",
            REASON,
            RESULT),
    CHALK_CALLS(
            Collector.Type.HISTOGRAM,
            "chalk_operator_chalk_call_seconds",
            "Duration of calls to Chalk, without the wait for the connection's own limits.",
            PROCEDURE,
            CODE);

    private final Collector.Type type;
    private final String exposedName;
    private final String help;
    /** An immutable copy. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<MetricLabel> labels;

    Metric(String exposedName, String help, MetricLabel... labels) {
        this(Collector.Type.GAUGE, exposedName, help, labels);
    }

    Metric(Collector.Type type, String exposedName, String help, MetricLabel... labels) {
        this.type = type;
        this.exposedName = exposedName;
        this.help = help;
        this.labels = List.of(labels);
    }

    Collector.Type type() {
        return type;
    }

    /** The name as Prometheus stores it. */
    String exposedName() {
        return exposedName;
    }

    String help() {
        return help;
    }

    List<MetricLabel> labels() {
        return labels;
    }

    /** The metrics that are computed during a scrape. The others are counted when events happen. */
    static Stream<Metric> gauges() {
        return Stream.of(values()).filter(metric -> metric.type == Collector.Type.GAUGE);
    }
}
