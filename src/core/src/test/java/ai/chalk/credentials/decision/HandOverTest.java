// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import static ai.chalk.credentials.decision.Sample.ID;
import static ai.chalk.credentials.decision.Sample.LASTING;
import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.UNSWEPT;
import static ai.chalk.credentials.decision.Sample.going;
import static ai.chalk.credentials.decision.Sample.ours;
import static ai.chalk.credentials.decision.Sample.pending;
import static ai.chalk.credentials.decision.Sample.resting;
import static ai.chalk.credentials.decision.Sample.retiring;
import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpecBuilder;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import ai.chalk.credentials.api.v1alpha1.PausedStep;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.RevocationOrigin;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A deleted credential hands over to a ChalkRevocation what it could not revoke in time, and is released. */
class HandOverTest {

    private static final RevocationOrigin ORIGIN = new RevocationOrigin(ID.namespace(), ID.name(), ID.uid());
    /** Deleted exactly as long ago as it may try to revoke. */
    private static final Instant LONG_AGO = NOW.minus(Sample.LIMITS.revocationHandover());
    /** The end of that time for a credential that was deleted a minute earlier. */
    private static final Instant OVER = NOW.minusSeconds(60);

    private static final Instant LATER = NOW.plusSeconds(60);

    private final Decider decider = new Decider();
    private final Sample deleting = deletedAt(LONG_AGO);

    @Test
    void triesItselfFirst() {
        assertThat(step(deleting)).isEqualTo(new Step.Retire(retiring(3, NOW), Optional.empty()));
    }

    @Test
    void handsOverATokenThatCannotBeReached() {
        assertThat(step(deleting.obstructed(Sample.CONNECTION, LASTING)))
                .isEqualTo(new Step.HandOver(record(retiring(3, NOW), null)));
    }

    @Test
    void waitsUntilItsTimeIsOverAndLooksAgainThen() {
        var early = deletedAt(LONG_AGO.plusSeconds(1)).obstructed(Sample.CONNECTION, LASTING);
        var stall = step(early);

        assertThat(stall).isInstanceOf(Step.Stall.class);
        assertThat(decider.wakeUp(early.observation(), stall)).contains(NOW.plusSeconds(1));
    }

    /** It makes one more attempt after that time; if that fails as well, it gives up. */
    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "5, true"})
    void handsOverAfterAFailureSinceItsTimeIsOver(long secondsAfter, boolean handsOver) {
        var failure = Sample.failure(FailureReason.CHALK_UNAVAILABLE, NOW).withLastTime(OVER.plusSeconds(secondsAfter));

        assertThat(step(deletedAt(LONG_AGO.minusSeconds(60)).failure(failure)) instanceof Step.HandOver)
                .isEqualTo(handsOver);
    }

    /** Tokens are revoked even if the Secret cannot be deleted. */
    @ParameterizedTest
    @CsvSource({"1, SecretBeingDeleted", "0, Retire"})
    void waitsForASecretThatAFinalizerKeepsNoLongerThanForChalk(long secondsLeft, String expected) {
        var sample = deletedAt(LONG_AGO.plusSeconds(secondsLeft)).secret(going(token(3)));

        assertThat(word(sample)).isEqualTo(expected);
        assertThat(word(sample.current(null))).isEqualTo(secondsLeft > 0 ? expected : "Release");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-former-one", "z-former-one"})
    void deletesNoSecretTwiceAndEachOfThem(String name) {
        var former = token(2).withSecretName(name);
        var sample = deletedAt(NOW).secret(going(token(3))).secret(name, ours(former));

        assertThat(word(sample)).isEqualTo("DeleteSecret");
        assertThat(word(sample.secret(name, going(former)))).isEqualTo("SecretBeingDeleted");
    }

    /** It tries until the time is over, then once more, and then continues without. */
    @ParameterizedTest
    @CsvSource({"-1, DeleteSecret", "0, Retire", "5, Retire"})
    void goesOnWithoutASecretThatMayNotBeDeleted(long secondsAfter, String expected) {
        var refused = Sample.failure(Step.DeleteSecret.class, FailureReason.KUBERNETES_REFUSED, NOW)
                .withLastTime(OVER.plusSeconds(secondsAfter));
        var sample = deletedAt(LONG_AGO.minusSeconds(60)).secret(ours(token(3)));

        assertThat(word(sample.failure(refused))).isEqualTo(expected);
    }

    /** If neither is possible, it gives up both in turn, and neither resets the other. */
    @Test
    void endsWhereNeitherSecretNorTokenGoes() {
        var sample = deletedAt(LONG_AGO.minusSeconds(60)).secret(ours(token(3)));
        var retiring = Sample.failure(Step.Retire.class, FailureReason.PERMISSION_DENIED, LATER);
        var deleting = Sample.failure(Step.DeleteSecret.class, FailureReason.KUBERNETES_REFUSED, LATER);

        assertThat(word(sample.failure(retiring.withPaused(List.of(new PausedStep("DeleteSecret", LATER))))))
                .isEqualTo("HandOver");
        assertThat(word(sample.failure(deleting.withPaused(List.of(new PausedStep("Retire", LATER))))))
                .isEqualTo("HandOver");
    }

    @Test
    void handsOverWhatAttemptsMayHaveLeftByTheirNames() {
        var left = ChalkRevocationSpecBuilder.builder()
                .environmentId(UNSWEPT.environmentId())
                .connection(UNSWEPT.connection())
                .origin(ORIGIN)
                .reason("CredentialDeleted")
                .tokenNamePrefix(TokenName.prefix(Sample.INSTALLATION, ID))
                .build();

        assertThat(step(deleting.pending(pending(4)).obstructed(Sample.CONNECTION, LASTING)))
                .isEqualTo(new Step.HandOver(left));
    }

    @Test
    void handsOverAPredecessorThatIsToLiveOutItsOverlapAtOnce() {
        var alive = retiring(2, NOW.plusSeconds(1));

        assertThat(step(retaining().retiring(alive))).isEqualTo(new Step.HandOver(record(alive, alive.revokeTime())));
        assertThat(step(retaining().retiring(retiring(2, NOW))))
                .isEqualTo(new Step.Retire(retiring(2, NOW), Optional.empty()));
    }

    @Test
    void keepsTheRetainedTokenFromTheSweepOfARecord() {
        var retained = RevocationHandover.attempts(retaining().observation(), UNSWEPT);

        assertThat(retained.keptTokenId()).isEqualTo("token-3");
        assertThat(RevocationHandover.attempts(retaining().current(null).observation(), UNSWEPT)
                        .keptTokenId())
                .isNull();
    }

    @Test
    void needsNoChalkButAFreshLook() {
        var step = new Step.HandOver(record(retiring(3, NOW), null));

        assertThat(step.chalk()).isEmpty();
        assertThat(step.needsFreshLook()).isTrue();
    }

    @Test
    void isNoMatterForALivingCredential() {
        assertThat(DeletionRules.handOverAt(resting().observation())).isEmpty();
    }

    /** The same in every version, because another name would create a second ChalkRevocation. */
    @Test
    void givesTheSameRecordTheSameName() {
        var record = record(retiring(3, NOW), null);

        assertThat(RevocationHandover.name(record)).isEqualTo("fraud-scorer-ce2f947e67cacc70");
        assertThat(RevocationHandover.name(record.withNotBefore(NOW))).isEqualTo(RevocationHandover.name(record));
    }

    @Test
    void givesEveryOtherRecordAnotherName() {
        var record = record(retiring(3, NOW), null);
        var attempts = RevocationHandover.attempts(deleting.observation(), UNSWEPT);
        var others = List.of(
                record.withTokenId("token-4"),
                record.withEnvironmentId("another"),
                record.withConnection(Sample.OTHER_CONNECTION),
                record.withOrigin(ORIGIN.withUid("another")),
                attempts,
                RevocationHandover.attempts(
                        deleting.observation(), new UnsweptEnvironment(Sample.CONNECTION, "another", null)));

        assertThat(others.stream().map(RevocationHandover::name))
                .doesNotHaveDuplicates()
                .doesNotContain(RevocationHandover.name(record));
    }

    @Test
    void namesRecordsAsKubernetesAllows() {
        var origin = new RevocationOrigin("n".repeat(63), "c".repeat(253), "uid");
        var name = RevocationHandover.name(record(retiring(3, NOW), null).withOrigin(origin));

        assertThat(name).hasSize(217).startsWith("n".repeat(63) + "-" + "c".repeat(136) + "-");
    }

    private static ChalkRevocationSpec record(RetiringToken token, @Nullable Instant notBefore) {
        return ChalkRevocationSpecBuilder.builder()
                .environmentId(token.environmentId())
                .connection(token.connection())
                .origin(ORIGIN)
                .reason("CredentialDeleted")
                .tokenId(token.tokenId())
                .clientId(token.clientId())
                .notBefore(notBefore)
                .build();
    }

    private static Sample deletedAt(Instant time) {
        return resting().secret(new SecretView.Absent()).seen(seen -> seen.withDeletedAt(Optional.of(time)));
    }

    private static Sample retaining() {
        return resting().deleting().spec(spec -> spec.withDeletionPolicy(DeletionPolicy.RETAIN));
    }

    /** The step, or the reason of its stall. */
    private String word(Sample sample) {
        return step(sample) instanceof Step.Stall stall
                ? stall.obstacle().reason().word()
                : step(sample).word();
    }

    private Step step(Sample sample) {
        return decider.decide(sample.observation()).step();
    }
}
