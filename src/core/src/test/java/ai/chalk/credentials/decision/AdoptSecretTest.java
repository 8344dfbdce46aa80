// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import static ai.chalk.credentials.decision.Sample.INSTALLATION;
import static ai.chalk.credentials.decision.Sample.LASTING;
import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.fresh;
import static ai.chalk.credentials.decision.Sample.ours;
import static ai.chalk.credentials.decision.Sample.pending;
import static ai.chalk.credentials.decision.Sample.resting;
import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A credential adopts a Secret that is handed over to it as it is, so that a move rotates nothing. */
class AdoptSecretTest {

    private static final SecretView.Ours SECRET = ours(token(3));

    private final Decider decider = new Decider();

    @Test
    void adoptsWhatWasHandedOver() {
        var step = step(fresh().secret(handedOver(SECRET)));

        assertThat(step).isEqualTo(new Step.Adopt(SECRET, token(3)));
        assertThat(step.needsFreshLook()).isTrue();
        assertThat(step.chalk()).contains(TokenLocation.of(token(3)));
    }

    @Test
    void adoptsTheTokenOfAFormerIncarnationAndOfAFormerInstallation() {
        var reborn = new CredentialId("fraud", "scorer", "99999999");
        var former = token(3).withTokenName(TokenName.of("former", Sample.ID, 3));

        assertThat(step(fresh().seen(seen -> seen.withId(reborn)).secret(handedOver(SECRET))))
                .isInstanceOf(Step.Adopt.class);
        assertThat(step(fresh().seen(seen -> seen.withFormerInstallations(Set.of("former")))
                        .secret(handedOver(ours(former)))))
                .isInstanceOf(Step.Adopt.class);
        assertForeign(fresh().secret(handedOver(ours(former))));
    }

    @ParameterizedTest
    @MethodSource("ofOthers")
    void leavesWhatWasMadeForAnotherCredentialOrCopied(CurrentToken token) {
        assertForeign(fresh().secret(handedOver(ours(token))));
    }

    static Stream<CurrentToken> ofOthers() {
        return Stream.of(
                token(3).withSecretName("elsewhere"),
                token(3).withTokenName("k8s/8d1e/fraud/another/1a2b3c4d/3"),
                token(3).withTokenName("k8s/8d1e/another/scorer/1a2b3c4d/3"),
                token(3).withTokenName("k8s/another/fraud/scorer/1a2b3c4d/3"));
    }

    @Test
    void leavesDataThatDoNotMatchTheirProvenance() {
        assertForeign(fresh().secret(handedOver(SECRET.withIntact(false))));
    }

    @Test
    void leavesASecretThatWasNotHandedOver() {
        assertForeign(fresh().secret(new SecretView.Foreign("belongs to somebody else")));
    }

    @Test
    void leavesWhatChalkHasNotConfirmed() {
        assertForeign(
                fresh().secret(handedOver(SECRET)).failure(Sample.failure(FailureReason.SECRET_NOT_GENUINE, NOW)));
    }

    @Test
    void takesInAfterAnyOtherFailure() {
        var failed = fresh().secret(handedOver(SECRET)).failure(Sample.failure(FailureReason.CHALK_UNAVAILABLE, NOW));

        assertThat(step(failed)).isInstanceOf(Step.Adopt.class);
    }

    @Test
    void takesNothingInOnceItHasATokenOrIsAboutToHaveOne() {
        assertForeign(resting().secret(handedOver(SECRET)));
        assertForeign(fresh().pending(pending(1)).secret(handedOver(SECRET)));
    }

    @Test
    void waitsWhereChalkCannotConfirmIt() {
        var sample = fresh().secret(handedOver(SECRET)).obstructed(Sample.CONNECTION, LASTING);

        assertThat(decider.decide(sample.unavailable(LASTING).observation()))
                .isEqualTo(new Decision("adopt", new Step.Stall(LASTING, NOW.plus(Decider.PROBE))));
    }

    @Test
    void aFormerInstallationsNameIsOursInASecretThatIsAheadToo() {
        var ahead = token(9).withTokenName(TokenName.of("former", Sample.ID, 9));
        var sample = resting()
                .secret(ours(ahead))
                .seen(seen -> seen.withFormerInstallations(Set.of("former", INSTALLATION)));

        assertThat(step(sample)).isEqualTo(new Step.RecordToken(ahead, Optional.empty(), true));
    }

    private void assertForeign(Sample sample) {
        assertThat(step(sample)).isInstanceOfSatisfying(Step.Stall.class, stall -> assertThat(
                        stall.obstacle().reason().word())
                .isEqualTo("SecretNotOwned"));
    }

    private static SecretView handedOver(SecretView.Ours secret) {
        return new SecretView.Foreign("belongs to another credential", Optional.of(secret));
    }

    private Step step(Sample sample) {
        return decider.decide(sample.observation()).step();
    }
}
