// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential.decision;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import ai.chalk.credentials.api.v1alpha1.Failure;
import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.Rotation;
import ai.chalk.credentials.api.v1alpha1.RotationStatus;
import ai.chalk.credentials.api.v1alpha1.SecretOutput;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;
import ai.chalk.credentials.chalk.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An observation in the making: a healthy credential at rest, but for what a test says. */
public final class Sample {

    public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    public static final CredentialId ID = new CredentialId("fraud", "scorer", "0a1b2c3d-uid");
    public static final PinnedConnection CONNECTION =
            new PinnedConnection(ConnectionKind.CLUSTER_CHALK_CONNECTION, null, "default", "https://api.chalk.ai");
    static final Target TARGET = new Target("p1", "fraud", "e1", "production");
    static final Place PLACE = new Place(CONNECTION, "e1");

    public String project = "fraud";
    public String environment = "production";
    public List<String> permissions = List.of("query.online");
    public @Nullable Rotation rotation;
    public @Nullable SecretOutput secret;
    public @Nullable DeletionPolicy deletionPolicy;
    public long generation = 1;
    public @Nullable Long observedGeneration = 1L;
    public boolean deleting;
    public boolean terminating;
    public Instant now = NOW;
    public @Nullable Long highest;
    public @Nullable CurrentToken current;
    public @Nullable PendingToken pending;
    public List<UnsweptEnvironment> unswept = List.of();
    public List<RetiringToken> retiring = new ArrayList<>();
    public @Nullable Failure failure;
    public List<Instant> issueTimes = List.of();
    public Map<String, SecretView> secrets = new HashMap<>();
    public @Nullable Obstacle unavailable;
    public Map<Place, Obstacle> obstructed = Map.of();
    public Instant connectionSince = Instant.EPOCH;
    public Limits limits = new Limits(Duration.ofMinutes(15), 6);

    /** Nothing was ever done for it. */
    public static Sample fresh() {
        var sample = new Sample();
        sample.observedGeneration = null;
        return sample;
    }

    /** Ready, with that revision in its Secret, issued that long ago. */
    public static Sample issued(long revision, Duration ago) {
        var sample = new Sample();
        sample.current = token(revision, NOW.minus(ago));
        sample.highest = revision;
        sample.secrets.put("scorer", holding(sample.current));
        return sample;
    }

    public static CurrentToken token(long revision, Instant time) {
        return new CurrentToken(
                revision,
                "t" + revision,
                TokenName.of("i1", ID, revision),
                "c" + revision,
                "p1",
                "fraud",
                "e1",
                "production",
                CONNECTION,
                "scorer",
                "Initial",
                time,
                time,
                "hash" + revision,
                grantsHash(List.of("query.online")));
    }

    public static PendingToken attempt(long revision) {
        return new PendingToken(
                revision,
                TokenName.of("i1", ID, revision),
                CONNECTION,
                "p1",
                "fraud",
                "e1",
                "production",
                "scorer",
                "Due",
                "trigger-7",
                null,
                null,
                grantsHash(List.of("query.online")),
                NOW);
    }

    public static RetiringToken retiring(long revision, Instant revokeTime) {
        return new RetiringToken(
                revision, "t" + revision, "c" + revision, CONNECTION, "e1", "scorer", revokeTime, null, null);
    }

    public static SecretView.Ours holding(CurrentToken token) {
        return new SecretView.Ours("secret-uid", "77", token, true, true);
    }

    static String grantsHash(List<String> permissions) {
        return GrantsHash.of(WantedGrants.of(spec("fraud", "production", permissions, null, null, null), "query_tags"));
    }

    public Sample with(java.util.function.Consumer<Sample> change) {
        change.accept(this);
        return this;
    }

    static Rotation every(String interval) {
        return new Rotation(interval, null, null, null, null, null, "0s", null, null);
    }

    private static ChalkServiceCredentialSpec spec(
            String project,
            String environment,
            List<String> permissions,
            @Nullable SecretOutput secret,
            @Nullable Rotation rotation,
            @Nullable DeletionPolicy deletionPolicy) {
        return new ChalkServiceCredentialSpec(
                null, project, environment, permissions, null, null, null, secret, rotation, null, deletionPolicy);
    }

    public Observation observation() {
        var spec = spec(project, environment, permissions, secret, rotation, deletionPolicy);
        Wanted wanted = unavailable == null
                ? new Wanted.Available(CONNECTION, TARGET, WantedGrants.of(spec, "query_tags"))
                : new Wanted.Unavailable(unavailable);
        var status = new ChalkServiceCredentialStatus(
                observedGeneration,
                null,
                null,
                highest,
                current,
                pending,
                unswept,
                retiring,
                new RotationStatus(null, null, null, null, issueTimes),
                failure,
                null,
                null,
                null,
                null,
                null);
        return new Observation(
                now,
                true,
                "i1",
                ID,
                generation,
                deleting,
                terminating,
                spec,
                status,
                secrets,
                wanted,
                obstructed,
                connectionSince,
                limits);
    }

    Decision decide() {
        return new Decider().decide(observation());
    }
}
