// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.ConditionType;
import ai.chalk.credentials.api.v1alpha1.Failure;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.Rotation;
import ai.chalk.credentials.api.v1alpha1.RotationStatus;
import ai.chalk.credentials.credential.CredentialEventSources;
import ai.chalk.credentials.decision.FailureReason;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.decision.ObstacleReason;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Metrics from each credential's status, and whether its spec suspends rotations. A status may have been forged, so it
 * is trusted as little as possible. Only the leader exposes them, so that nothing is counted twice.
 */
@Singleton
class CredentialMetrics implements GaugeSource {

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,62}");

    private static final List<Value> VALUES = List.of(
            Value.of(Metric.CREDENTIAL_READY, isTrue(ConditionType.READY)),
            Value.of(Metric.CREDENTIAL_STALLED, isTrue(ConditionType.STALLED)),
            Value.of(Metric.ROTATION_OVERDUE, isTrue(ConditionType.ROTATION_OVERDUE)),
            Value.of(Metric.REVOCATION_BLOCKED, isTrue(ConditionType.REVOCATION_BLOCKED)),
            Value.of(Metric.ISSUE_LIMIT_REACHED, CredentialMetrics::isLimited),
            Value.of(Metric.FAILURE_PERMANENT, CredentialMetrics::failsForGood),
            new Value(Metric.FAILURES, status -> Optional.of(failures(status))),
            new Value(
                    Metric.RETIRING_TOKENS,
                    status -> Optional.of((double) status.retiring().size())),
            new Value(Metric.BLOCKING_CONTAINERS, status -> Optional.of(blocking(status))),
            new Value(Metric.RESTARTS_PENDING, status -> Optional.of(restarts(status))),
            new Value(Metric.NEXT_ROTATION, CredentialMetrics::next),
            new Value(Metric.LAST_ROTATION, status -> Optional.ofNullable(status.lastRotationTime())
                    .map(time -> (double) time.getEpochSecond())));

    private final Supplier<Stream<ChalkServiceCredential>> credentials;

    @Inject
    CredentialMetrics(CredentialEventSources sources, Leadership leadership) {
        this(() -> leadership.isLeading() ? sources.credentials() : Stream.empty());
    }

    CredentialMetrics(Supplier<Stream<ChalkServiceCredential>> credentials) {
        this.credentials = credentials;
    }

    @Override
    public void addTo(Gauges gauges) {
        credentials.get().forEach(credential -> add(gauges, credential));
    }

    private static void add(Gauges gauges, ChalkServiceCredential credential) {
        var namespace = credential.getMetadata().getNamespace();
        var name = credential.getMetadata().getName();
        gauges.add(Metric.SUSPENDED, Gauges.of(isSuspended(credential)), namespace, name);
        var status = Optional.ofNullable(credential.getStatus()).orElse(Observation.NEVER_SEEN);
        VALUES.forEach(
                value -> value.of().apply(status).ifPresent(now -> gauges.add(value.metric(), now, namespace, name)));
        conditions(status)
                .filter(CredentialMetrics::isProblem)
                .forEach(condition -> gauges.add(
                        Metric.CREDENTIAL_PROBLEM, 1, namespace, name, condition.type(), word(condition.reason())));
    }

    private static boolean isSuspended(ChalkServiceCredential credential) {
        return Optional.ofNullable(credential.getSpec())
                .map(ChalkServiceCredentialSpec::rotation)
                .map(Rotation::suspend)
                .orElse(false);
    }

    private static Stream<Condition> conditions(ChalkServiceCredentialStatus status) {
        return status.conditions().stream();
    }

    private static boolean isProblem(Condition condition) {
        boolean isTrue = condition.status() == ConditionStatus.TRUE;
        return condition.type().equals(ConditionType.READY)
                ? !isTrue
                : isTrue && ConditionType.PROBLEMS.contains(condition.type());
    }

    /** Every reason of this operator is a word. */
    private static String word(String reason) {
        return WORD.matcher(reason).matches() ? reason : "Other";
    }

    private static Predicate<ChalkServiceCredentialStatus> isTrue(String type) {
        return status -> conditions(status)
                .anyMatch(condition -> condition.type().equals(type) && condition.status() == ConditionStatus.TRUE);
    }

    private static boolean isLimited(ChalkServiceCredentialStatus status) {
        return conditions(status)
                .anyMatch(condition -> condition.type().equals(ConditionType.STALLED)
                        && condition.status() == ConditionStatus.TRUE
                        && condition.reason().equals(ObstacleReason.ISSUE_LIMIT_REACHED.word()));
    }

    private static double failures(ChalkServiceCredentialStatus status) {
        return Optional.ofNullable(status.failure()).map(Failure::count).orElse(0);
    }

    private static boolean failsForGood(ChalkServiceCredentialStatus status) {
        return Optional.ofNullable(status.failure())
                .filter(failure -> !FailureReason.isPassing(failure.reason()))
                .isPresent();
    }

    private static double blocking(ChalkServiceCredentialStatus status) {
        return status.retiring().stream()
                .map(RetiringToken::blockedByCount)
                .mapToDouble(count -> count == null ? 0 : count)
                .sum();
    }

    private static double restarts(ChalkServiceCredentialStatus status) {
        return Optional.ofNullable(status.rotation())
                .map(RotationStatus::pendingRestarts)
                .orElse(List.of())
                .size();
    }

    /** Not from {@code nextRotationTime}, which is a string that may contain anything. */
    private static Optional<Double> next(ChalkServiceCredentialStatus status) {
        return Optional.ofNullable(status.rotation()).map(RotationStatus::upcoming).orElse(List.of()).stream()
                .findFirst()
                .map(time -> (double) time.getEpochSecond());
    }

    /** One time series per credential. An empty value is left out. */
    private record Value(Metric metric, Function<ChalkServiceCredentialStatus, Optional<Double>> of) {

        static Value of(Metric metric, Predicate<ChalkServiceCredentialStatus> question) {
            return new Value(metric, status -> Optional.of(Gauges.of(question.test(status))));
        }
    }
}
