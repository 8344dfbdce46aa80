// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpecBuilder;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.CurrentTokenBuilder;
import ai.chalk.credentials.api.v1alpha1.Failure;
import ai.chalk.credentials.api.v1alpha1.FailureBuilder;
import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.api.v1alpha1.PendingTokenBuilder;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.Rotation;
import ai.chalk.credentials.api.v1alpha1.RotationBuilder;
import ai.chalk.credentials.api.v1alpha1.RotationStatus;
import ai.chalk.credentials.api.v1alpha1.RotationStatusBuilder;
import ai.chalk.credentials.api.v1alpha1.SecretOutputBuilder;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;
import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.TargetEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Builds observations: start with {@link #fresh} or {@link #resting} and set only what differs. */
public final class Sample {

    public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    public static final Duration INTERVAL = Duration.ofDays(30);
    public static final Duration OVERLAP = Duration.ofHours(24);
    public static final String INSTALLATION = "8d1e";
    public static final CredentialId ID = new CredentialId("fraud", "scorer", "1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d");
    public static final String SECRET = "scorer";
    public static final PinnedConnection CONNECTION =
            new PinnedConnection(ConnectionKind.CLUSTER_CHALK_CONNECTION, null, "default", "https://api.chalk.ai");
    public static final PinnedConnection OTHER_CONNECTION =
            new PinnedConnection(ConnectionKind.CHALK_CONNECTION, "fraud", "team", "https://chalk.example.com");
    public static final TargetEnvironment TARGET =
            new TargetEnvironment("project-id", "fraud", "environment-id", "production");
    public static final Grants GRANTS = grants("query.online");
    public static final UnsweptEnvironment UNSWEPT =
            new UnsweptEnvironment(CONNECTION, TARGET.environmentId(), NOW.minusSeconds(60));
    public static final Obstacle PASSING = Obstacle.passing(ObstacleReason.CONNECTION_NOT_READY, "it will be");
    public static final Obstacle LASTING = Obstacle.lasting(ObstacleReason.REFUSED_BY_POLICY, "change it");

    public static final OperatorLimits LIMITS = new OperatorLimits(Duration.ofMinutes(15), 6, Duration.ofMinutes(10));

    private Observation seen;

    private Sample(Observation seen) {
        this.seen = seen;
    }

    /** A credential that was just created: no status, no Secret, everything available. */
    public static Sample fresh() {
        var rotation = RotationBuilder.builder()
                .interval("30d")
                .overlap("24h")
                .spread("0s")
                .build();
        var spec = ChalkServiceCredentialSpecBuilder.builder()
                .project("fraud")
                .environment("production")
                .permissions(List.of("query.online"))
                .rotation(rotation)
                .build();
        return new Sample(ObservationBuilder.builder()
                .now(NOW)
                .fresh(true)
                .installation(INSTALLATION)
                .id(ID)
                .generation(1)
                .finalized(true)
                .namespaceTerminating(false)
                .spec(spec)
                .status(Observation.NEVER_SEEN)
                .requests(RotationRequests.NONE)
                .inChalk(new ChalkTokenState.Unknown())
                .workloads(WorkloadState.UNSEEN)
                .wanted(available(GRANTS))
                .connectionSince(NOW.minus(Duration.ofDays(365)))
                .limits(LIMITS)
                .formerInstallations(Set.of())
                .secrets(Map.of())
                .obstructed(Map.of())
                .connectionClientIds(Set.of())
                .build());
    }

    /** A credential at rest: revision 3 is a day old, in its Secret, and as the spec asks. */
    public static Sample resting() {
        return fresh().status(status -> status.with()
                        .observedGeneration(1L)
                        .highestRevision(3L)
                        .conditions(List.of(ready()))
                        .build())
                .current(token(3))
                .secret(ours(token(3)));
    }

    public static Condition ready() {
        var since = NOW.minus(Duration.ofDays(1));
        return new Condition("Ready", ConditionStatus.TRUE, 1L, since, "Rotated", "in use");
    }

    public static Grants grants(String... permissions) {
        return new Grants(
                new TreeSet<>(List.of(permissions)), new TreeMap<>(), new TreeMap<>(), FeaturePermission.ALLOW);
    }

    /** A token of this credential, issued a day ago. */
    public static CurrentToken token(long revision) {
        var issued = NOW.minus(Duration.ofDays(1));
        return CurrentTokenBuilder.builder()
                .revision(revision)
                .tokenId("token-" + revision)
                .tokenName(TokenName.of(INSTALLATION, ID, revision))
                .clientId("client-" + revision)
                .projectId(TARGET.projectId())
                .projectName(TARGET.projectName())
                .environmentId(TARGET.environmentId())
                .environmentName(TARGET.environmentName())
                .connection(CONNECTION)
                .secretName(SECRET)
                .reason(IssueReason.DUE.word())
                .issueTime(issued)
                .dataHash("hash-" + revision)
                .grantsHash(GrantsHash.of(GRANTS))
                .publishTime(issued.plusSeconds(1))
                .build();
    }

    /** The open attempt that {@link #token} of the same revision comes from. */
    public static PendingToken pending(long revision) {
        return PendingTokenBuilder.builder()
                .revision(revision)
                .tokenName(TokenName.of(INSTALLATION, ID, revision))
                .connection(CONNECTION)
                .projectId(TARGET.projectId())
                .projectName(TARGET.projectName())
                .environmentId(TARGET.environmentId())
                .environmentName(TARGET.environmentName())
                .secretName(SECRET)
                .reason(IssueReason.DUE.word())
                .grantsHash(GrantsHash.of(GRANTS))
                .startTime(NOW.minusSeconds(60))
                .build();
    }

    public static RetiringToken retiring(long revision, Instant revokeTime) {
        return RetiringToken.of(token(revision), revokeTime);
    }

    public static SecretView.Ours ours(CurrentToken token) {
        return new SecretView.Ours("secret-uid", "7", token, true, true);
    }

    /** It is being deleted, and a finalizer keeps it. */
    public static SecretView.Ours going(CurrentToken token) {
        return ours(token).withGoing(true);
    }

    /** A failure of a minute ago, written by a version that named no step. */
    public static Failure failure(FailureReason reason, Instant nextAttempt) {
        return FailureBuilder.builder()
                .count(2)
                .reason(reason.word())
                .message("it failed")
                .lastTime(NOW.minusSeconds(60))
                .nextAttemptTime(nextAttempt)
                .build();
    }

    /** A failure of that step, a minute ago. */
    public static Failure failure(Class<? extends Step> step, FailureReason reason, Instant nextAttempt) {
        return failure(step.getSimpleName(), reason, nextAttempt);
    }

    /** A failure of a minute ago of the step of that word. */
    public static Failure failure(String step, FailureReason reason, Instant nextAttempt) {
        return failure(reason, nextAttempt).withStep(step);
    }

    public Sample current(@Nullable CurrentToken token) {
        return status(status -> status.withCurrent(token));
    }

    public Sample pending(PendingToken pending) {
        return status(status -> status.withPending(pending));
    }

    public Sample retiring(RetiringToken... tokens) {
        return status(status -> status.withRetiring(List.of(tokens)));
    }

    public Sample failure(Failure failure) {
        return status(status -> status.withFailure(failure));
    }

    public Sample issueTimes(Instant... times) {
        var rotation =
                RotationStatusBuilder.builder().issueTimes(List.of(times)).build();
        return status(status -> status.withRotation(rotation));
    }

    public Sample secret(SecretView view) {
        return secret(SECRET, view);
    }

    public Sample secret(String name, SecretView view) {
        var secrets = new HashMap<>(seen.secrets());
        secrets.put(name, view);
        return seen(before -> before.withSecrets(secrets));
    }

    public Sample secretNamed(String name) {
        return spec(
                spec -> spec.withSecret(SecretOutputBuilder.builder().name(name).build()));
    }

    public Sample obstructed(PinnedConnection connection, Obstacle obstacle) {
        var place = new TokenLocation(connection, TARGET.environmentId());
        return seen(before -> before.withObstructed(Map.of(place, obstacle)));
    }

    public Sample unavailable(Obstacle obstacle) {
        return seen(before -> before.withWanted(new DesiredToken.Unavailable(obstacle, Optional.empty())));
    }

    public static DesiredToken.Available available(Grants grants) {
        return new DesiredToken.Available(CONNECTION, TARGET, grants, Optional.empty(), Optional.empty());
    }

    /** With the containers that hold the value of that token. */
    public Sample usage(String tokenId, SecretUsage usage) {
        var workloads = new WorkloadState(Map.of(), Map.of(tokenId, usage), Optional.empty(), List.of());
        return seen(before -> before.withWorkloads(workloads));
    }

    /** Deleted a minute ago. */
    public Sample deleting() {
        return seen(before -> before.withDeletedAt(Optional.of(NOW.minusSeconds(60))));
    }

    public Sample wanting(Grants grants) {
        return seen(before -> before.withWanted(available(grants)));
    }

    public Sample rotation(UnaryOperator<Rotation> edit) {
        return spec(spec -> spec.withRotation(edit.apply(Objects.requireNonNull(spec.rotation()))));
    }

    /** By schedule instead of interval; the status has recorded the schedule already. */
    public Sample scheduled(String expression) {
        rotation(rotation -> rotation.withInterval(null).withSchedule(expression));
        var known = known(seen.effective().scheduleText().orElse(null), null);
        return status(status -> status.withRotation(known));
    }

    /** The schedule as the status records it. */
    public static RotationStatus known(@Nullable String schedule, @Nullable Instant skipped) {
        return RotationStatusBuilder.builder()
                .schedule(schedule)
                .skippedTime(skipped)
                .build();
    }

    public Sample spec(UnaryOperator<ChalkServiceCredentialSpec> edit) {
        return seen(before -> before.withSpec(edit.apply(before.spec())));
    }

    public Sample status(UnaryOperator<ChalkServiceCredentialStatus> edit) {
        return seen(before -> before.withStatus(edit.apply(before.status())));
    }

    public Sample seen(UnaryOperator<Observation> edit) {
        seen = edit.apply(seen);
        return this;
    }

    public Observation observation() {
        return seen;
    }
}
