// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.status;

import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.OTHER_CONNECTION;
import static ai.chalk.credentials.decision.Sample.OVERLAP;
import static ai.chalk.credentials.decision.Sample.TARGET;
import static ai.chalk.credentials.decision.Sample.UNSWEPT;
import static ai.chalk.credentials.decision.Sample.fresh;
import static ai.chalk.credentials.decision.Sample.ours;
import static ai.chalk.credentials.decision.Sample.pending;
import static ai.chalk.credentials.decision.Sample.resting;
import static ai.chalk.credentials.decision.Sample.retiring;
import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpecBuilder;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.api.v1alpha1.RevocationOrigin;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.api.v1alpha1.RotationStatus;
import ai.chalk.credentials.api.v1alpha1.RotationStatusBuilder;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;
import ai.chalk.credentials.api.v1alpha1.WorkloadKind;
import ai.chalk.credentials.decision.FailureReason;
import ai.chalk.credentials.decision.HandledRequests;
import ai.chalk.credentials.decision.IssueReason;
import ai.chalk.credentials.decision.Outcome;
import ai.chalk.credentials.decision.Rollout;
import ai.chalk.credentials.decision.RotationRequests;
import ai.chalk.credentials.decision.Sample;
import ai.chalk.credentials.decision.Step;
import ai.chalk.credentials.decision.WorkloadState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The status after requests, restarts, leaks and hand-overs. */
class StatusTransitionTest {

    private static final RolloutRestartTarget WEB = new RolloutRestartTarget(WorkloadKind.DEPLOYMENT, "web");
    private static final RolloutRestartTarget WORKER = new RolloutRestartTarget(WorkloadKind.STATEFUL_SET, "worker");
    private static final Instant PUBLISHED = Objects.requireNonNull(token(4).publishTime());
    private static final WorkloadState BOTH = new WorkloadState(
            Map.of(WEB, new Rollout.Complete(), WORKER, new Rollout.Complete()), Map.of(), Optional.empty(), List.of());

    private final StatusAssembler assembler = new StatusAssembler();

    @Nested
    class Recording {

        @ParameterizedTest
        @EnumSource(
                value = IssueReason.class,
                names = {"LEAKED", "REVOKED_IN_CHALK"})
        void aWorthlessPredecessorIsRevokedAtOnce(IssueReason reason) {
            var expected = retiring(3, PUBLISHED).withImmediate(true);

            assertThat(record(resting(), reason).retiring()).containsExactly(expected);
        }

        @ParameterizedTest
        @EnumSource(
                value = IssueReason.class,
                mode = EnumSource.Mode.EXCLUDE,
                names = {"LEAKED", "REVOKED_IN_CHALK"})
        void everyOtherPredecessorLivesOutItsOverlap(IssueReason reason) {
            assertThat(record(resting(), reason).retiring()).containsExactly(retiring(3, PUBLISHED.plus(OVERLAP)));
        }

        @Test
        void aLeakMakesEverythingOlderWorthless() {
            var older = retiring(2, NOW.plusSeconds(600));

            assertThat(record(resting().retiring(older), IssueReason.LEAKED).retiring())
                    .containsExactly(
                            older.withImmediate(true), retiring(3, PUBLISHED).withImmediate(true));
            assertThat(record(resting().retiring(older), IssueReason.REVOKED_IN_CHALK)
                            .retiring())
                    .containsExactly(older, retiring(3, PUBLISHED).withImmediate(true));
        }

        @Test
        void remembersWhichRequestsTheAttemptCarriedOut() {
            var attempt = pending(4).withHandledTrigger("t").withHandledRevokeRequest("r");
            var sample = resting()
                    .status(status -> status.withRotation(handled("a", "b", "c")))
                    .pending(attempt);

            assertThat(handled(record(sample, IssueReason.TRIGGER))).isEqualTo(new HandledRequests("t", null, "r"));
        }

        @Test
        void withoutAnAttemptNoRequestIsCarriedOut() {
            var sample = resting()
                    .status(status -> status.withRotation(handled("a", "b", "c")))
                    .seen(seen -> seen.withRequests(
                            new RotationRequests(Optional.of("x"), Optional.of("y"), Optional.of("z"))));

            assertThat(handled(record(sample, IssueReason.DUE))).isEqualTo(new HandledRequests("a", "b", "c"));
        }

        @Test
        void plansTheRestartsOfTheSpecForASuccessorOnly() {
            var targets = List.of(WEB, WORKER);

            assertThat(restarts(
                            record(resting().spec(spec -> spec.withRolloutRestartTargets(targets)), IssueReason.DUE)))
                    .containsExactly(WEB, WORKER);
            assertThat(restarts(
                            record(fresh().spec(spec -> spec.withRolloutRestartTargets(targets)), IssueReason.INITIAL)))
                    .isEmpty();
        }

        private ChalkServiceCredentialStatus record(Sample sample, IssueReason reason) {
            var successor = token(4).withReason(reason.word());
            return done(sample.secret(ours(successor)), new Step.RecordToken(successor, Optional.empty(), false));
        }
    }

    /** A take-over keeps the cause, so the superseded attempt satisfies the same requests. */
    @ParameterizedTest
    @CsvSource({"Leaked, Leaked, r", "Leaked, Requested, "})
    void whatIsRecordedHasCarriedOutTheRequestsOfAnAttemptForTheSameCauseOnly(
            String attempted, String published, @Nullable String handled) {
        var attempt = pending(5).withReason(attempted).withHandledRevokeRequest("r");
        var token = token(4).withReason(published);
        var sample = resting().pending(attempt).secret(ours(token));
        var status = done(sample, new Step.RecordToken(token, Optional.of(attempt), true));

        assertThat(handled(status).handledRevokeRequest()).isEqualTo(handled);
    }

    @Test
    void takingInKeepsTheRevisionAndCountsEveryRequestAsCarriedOut() {
        var sample = fresh().secret(ours(token(3)))
                .spec(spec -> spec.withRolloutRestartTargets(List.of(WEB)))
                .seen(seen ->
                        seen.withRequests(new RotationRequests(Optional.of("t"), Optional.of("r"), Optional.empty())));
        var status = done(sample, new Step.Adopt(ours(token(3)), token(3)));

        assertThat(status.current()).isEqualTo(token(3));
        assertThat(status.highestRevision()).isEqualTo(3);
        assertThat(status.retiring()).isEmpty();
        assertThat(handled(status)).isEqualTo(new HandledRequests("t", "r", null));
        assertThat(restarts(status)).isEmpty();
    }

    @Test
    void restartingLeavesTheOtherRestartsAndEndsTheFailure() {
        var plan = RotationStatusBuilder.builder()
                .pendingRestarts(List.of(WEB, WORKER))
                .build();
        var sample = resting()
                .status(status -> status.withRotation(plan))
                .seen(seen -> seen.withWorkloads(BOTH))
                .failure(Sample.failure(FailureReason.KUBERNETES_REFUSED, NOW));
        var status = done(sample, new Step.Restart(WEB, new TreeMap<>(Map.of("scorer", 3L))));

        assertThat(restarts(status)).containsExactly(WORKER);
        assertThat(status.failure()).isNull();
    }

    @Test
    void aStepThatSucceedsLeavesTheFailureOfAnother() {
        var grants = Sample.failure(Step.UpdateGrants.class, FailureReason.GRANTS_NOT_APPLIED, NOW.plusSeconds(9));
        var revoked = new Step.Retire(retiring(2, NOW), Optional.empty());

        assertThat(done(resting().retiring(retiring(2, NOW)).failure(grants), revoked)
                        .failure())
                .isEqualTo(grants);
    }

    @Nested
    class HandingOver {

        private final Sample deleting = resting()
                .deleting()
                .retiring(retiring(2, NOW))
                .failure(Sample.failure(FailureReason.CHALK_UNAVAILABLE, NOW));

        @Test
        void aTokenForgetsItAndTheFailure() {
            var status = done(deleting, new Step.HandOver(left("token-2", null, Sample.CONNECTION)));

            assertThat(status.retiring()).isEmpty();
            assertThat(status.current()).isEqualTo(token(3));
            assertThat(status.failure()).isNull();
        }

        @Test
        void theCurrentTokenForgetsIt() {
            var status = done(deleting, new Step.HandOver(left("token-3", null, Sample.CONNECTION)));

            assertThat(status.retiring()).containsExactly(retiring(2, NOW));
            assertThat(status.current()).isNull();
        }

        @Test
        void whatAttemptsLeftForgetsThatEnvironmentAndTheOpenAttempt() {
            var other = new UnsweptEnvironment(OTHER_CONNECTION, TARGET.environmentId(), null);
            var sample = deleting.pending(pending(4)).status(status -> status.withUnswept(List.of(UNSWEPT, other)));
            var status = done(sample, new Step.HandOver(left(null, "k8s/", Sample.CONNECTION)));

            assertThat(status.unswept()).containsExactly(other);
            assertThat(status.pending()).isNull();
            assertThat(status.failure()).isNull();
            assertThat(status.retiring()).containsExactly(retiring(2, NOW));
        }

        @Test
        void whatAttemptsLeftElsewhereKeepsTheOpenAttempt() {
            var status = done(deleting.pending(pending(4)), new Step.HandOver(left(null, "k8s/", OTHER_CONNECTION)));

            assertThat(status.pending()).isEqualTo(pending(4));
        }

        private static ChalkRevocationSpec left(
                @Nullable String tokenId, @Nullable String prefix, PinnedConnection connection) {
            var origin = new RevocationOrigin(Sample.ID.namespace(), Sample.ID.name(), Sample.ID.uid());
            return ChalkRevocationSpecBuilder.builder()
                    .environmentId(TARGET.environmentId())
                    .connection(connection)
                    .origin(origin)
                    .reason("CredentialDeleted")
                    .tokenId(tokenId)
                    .tokenNamePrefix(prefix)
                    .build();
        }
    }

    @Nested
    class StepsThatLeaveNoTrace {

        @Test
        void changeNothing() {
            var before = resting().observation().status();
            var settled = done(resting(), new Step.Rest(Optional.empty()));

            assertThat(done(resting(), new Step.Verify(token(3)))).isEqualTo(settled);
            assertThat(done(resting(), new Step.Render(ours(token(3)), token(3))))
                    .isEqualTo(settled);
            assertThat(done(resting(), new Step.DeleteSecret(new Step.FormerSecret("s", ours(token(3))))))
                    .isEqualTo(settled);
            assertThat(done(resting(), new Step.Release())).isEqualTo(settled);
            assertThat(settled.current()).isEqualTo(before.current());
        }
    }

    private static RotationStatus handled(String trigger, String rotate, String revoke) {
        return RotationStatusBuilder.builder()
                .handledTrigger(trigger)
                .handledRotateRequest(rotate)
                .handledRevokeRequest(revoke)
                .build();
    }

    private static HandledRequests handled(ChalkServiceCredentialStatus status) {
        var rotation = Objects.requireNonNull(status.rotation());
        return new HandledRequests(
                rotation.handledTrigger(), rotation.handledRotateRequest(), rotation.handledRevokeRequest());
    }

    private static List<RolloutRestartTarget> restarts(ChalkServiceCredentialStatus status) {
        return Optional.ofNullable(status.rotation())
                .map(RotationStatus::pendingRestarts)
                .orElse(List.of());
    }

    private ChalkServiceCredentialStatus done(Sample sample, Step step) {
        return assembler.assemble(sample.observation(), step, new Outcome.Done());
    }
}
