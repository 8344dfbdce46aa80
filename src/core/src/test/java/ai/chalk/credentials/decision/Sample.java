// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.Failure;
import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.Rotation;
import ai.chalk.credentials.api.v1alpha1.RotationStatus;
import ai.chalk.credentials.api.v1alpha1.SecretOutput;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;
import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.TargetEnvironment;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
        var rotation = new Rotation("30d", null, null, "24h", null, null, "0s", null, null);
        var spec = new ChalkServiceCredentialSpec(
                null, "fraud", "production", List.of("query.online"), null, null, null, null, rotation, null, null);
        return new Sample(new Observation(
                NOW,
                true,
                INSTALLATION,
                Set.of(),
                ID,
                1,
                Optional.empty(),
                true,
                false,
                spec,
                emptyStatus(),
                RotationRequests.NONE,
                Map.of(),
                new ChalkTokenState.Unknown(),
                WorkloadState.UNSEEN,
                available(GRANTS),
                Map.of(),
                NOW.minus(Duration.ofDays(365)),
                Set.of(),
                LIMITS));
    }

    /** A credential at rest: revision 3 is a day old, in its Secret, and as the spec asks. */
    public static Sample resting() {
        return fresh().status("observedGeneration", 1L)
                .status("highestRevision", 3L)
                .status("conditions", List.of(ready()))
                .current(token(3))
                .secret(ours(token(3)));
    }

    public static ChalkServiceCredentialStatus emptyStatus() {
        return new ChalkServiceCredentialStatus(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
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
        return new CurrentToken(
                revision,
                "token-" + revision,
                TokenName.of(INSTALLATION, ID, revision),
                "client-" + revision,
                TARGET.projectId(),
                TARGET.projectName(),
                TARGET.environmentId(),
                TARGET.environmentName(),
                CONNECTION,
                SECRET,
                IssueReason.DUE.word(),
                issued,
                issued.plusSeconds(1),
                "hash-" + revision,
                GrantsHash.of(GRANTS));
    }

    /** The open attempt that {@link #token} of the same revision comes from. */
    public static PendingToken pending(long revision) {
        return new PendingToken(
                revision,
                TokenName.of(INSTALLATION, ID, revision),
                CONNECTION,
                TARGET.projectId(),
                TARGET.projectName(),
                TARGET.environmentId(),
                TARGET.environmentName(),
                SECRET,
                IssueReason.DUE.word(),
                null,
                null,
                null,
                GrantsHash.of(GRANTS),
                NOW.minusSeconds(60));
    }

    public static RetiringToken retiring(long revision, Instant revokeTime) {
        return new RetiringToken(
                revision,
                "token-" + revision,
                "client-" + revision,
                CONNECTION,
                TARGET.environmentId(),
                SECRET,
                revokeTime,
                null,
                null,
                null);
    }

    public static SecretView.Ours ours(CurrentToken token) {
        return new SecretView.Ours("secret-uid", "7", token, true, true);
    }

    /** It is being deleted, and a finalizer keeps it. */
    public static SecretView.Ours going(CurrentToken token) {
        return with(ours(token), "going", true);
    }

    /** A failure of a minute ago, written by a version that named no step. */
    public static Failure failure(FailureReason reason, Instant nextAttempt) {
        return new Failure(2, reason.word(), "it failed", NOW.minusSeconds(60), nextAttempt, null, null);
    }

    /** A failure of that step, a minute ago. */
    public static Failure failure(Class<? extends Step> step, FailureReason reason, Instant nextAttempt) {
        return failure(step.getSimpleName(), reason, nextAttempt);
    }

    /** A failure of a minute ago of the step of that word. */
    public static Failure failure(String step, FailureReason reason, Instant nextAttempt) {
        return with(failure(reason, nextAttempt), "step", step);
    }

    public Sample current(@Nullable CurrentToken token) {
        return status("current", token);
    }

    public Sample pending(PendingToken pending) {
        return status("pending", pending);
    }

    public Sample retiring(RetiringToken... tokens) {
        return status("retiring", List.of(tokens));
    }

    public Sample failure(Failure failure) {
        return status("failure", failure);
    }

    public Sample issueTimes(Instant... times) {
        return status("rotation", new RotationStatus(null, null, null, null, List.of(times), null, null, null));
    }

    public Sample secret(SecretView view) {
        return secret(SECRET, view);
    }

    public Sample secret(String name, SecretView view) {
        var secrets = new HashMap<>(seen.secrets());
        secrets.put(name, view);
        return seen("secrets", secrets);
    }

    public Sample secretNamed(String name) {
        return spec("secret", new SecretOutput(name, null, null, null, null));
    }

    public Sample obstructed(PinnedConnection connection, Obstacle obstacle) {
        return seen("obstructed", Map.of(new TokenLocation(connection, TARGET.environmentId()), obstacle));
    }

    public Sample unavailable(Obstacle obstacle) {
        return seen("wanted", new DesiredToken.Unavailable(obstacle, Optional.empty()));
    }

    public static DesiredToken.Available available(Grants grants) {
        return new DesiredToken.Available(CONNECTION, TARGET, grants, Optional.empty(), Optional.empty());
    }

    /** With the containers that hold the value of that token. */
    public Sample usage(String tokenId, SecretUsage usage) {
        return seen("workloads", new WorkloadState(Map.of(), Map.of(tokenId, usage), Optional.empty(), List.of()));
    }

    /** Deleted a minute ago. */
    public Sample deleting() {
        return seen("deletedAt", Optional.of(NOW.minusSeconds(60)));
    }

    public Sample wanting(Grants grants) {
        return seen("wanted", available(grants));
    }

    public Sample rotation(String component, @Nullable Object value) {
        var rotation = seen.spec().rotation();
        return spec("rotation", rotation == null ? null : with(rotation, component, value));
    }

    /** By schedule instead of interval; the status has recorded the schedule already. */
    public Sample scheduled(String expression) {
        rotation("interval", null).rotation("schedule", expression);
        return status("rotation", known(seen.effective().scheduleText().orElse(null), null));
    }

    /** The schedule as the status records it. */
    public static RotationStatus known(@Nullable String schedule, @Nullable Instant skipped) {
        return new RotationStatus(null, null, null, null, null, skipped, null, schedule);
    }

    public Sample spec(String component, @Nullable Object value) {
        return seen("spec", with(seen.spec(), component, value));
    }

    public Sample status(String component, @Nullable Object value) {
        return seen("status", with(seen.status(), component, value));
    }

    public Sample seen(String component, @Nullable Object value) {
        seen = with(seen, component, value);
        return this;
    }

    public Observation observation() {
        return seen;
    }

    /** The same record, except for one component. */
    @SuppressWarnings({"unchecked", "NullAway"})
    public static <R extends Record> R with(R record, String component, @Nullable Object value) {
        try {
            var components = record.getClass().getRecordComponents();
            var values = new Object[components.length];
            boolean found = false;
            for (int i = 0; i < components.length; i++) {
                boolean changed = components[i].getName().equals(component);
                values[i] = changed ? value : components[i].getAccessor().invoke(record);
                found |= changed;
            }
            if (!found) {
                throw new IllegalArgumentException(record.getClass().getSimpleName() + " has no " + component);
            }
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return (R) record.getClass().getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
