// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.decision.Sample.ID;
import static ai.chalk.credentials.decision.Sample.INSTALLATION;
import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.ours;
import static ai.chalk.credentials.decision.Sample.resting;
import static ai.chalk.credentials.decision.Sample.retiring;
import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.decision.Sample;
import ai.chalk.credentials.decision.TokenName;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stray is a token of a superseded attempt of this credential whose value no status or Secret holds. */
class StraySweeperTest {

    /** When the first of the superseded attempts began. */
    private static final Instant SINCE = NOW.minusSeconds(600);

    private static final String STRAY = TokenName.of(INSTALLATION, ID, 4);

    @Test
    void sweepsAnAttemptThatNoStatusOrSecretHolds() {
        assertThat(isStray(seen(), listed(STRAY))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "k8s/8d1e/fraud/scorer/1a2b3c4d/6, newer than any attempt",
        "k8s/8d1e/fraud/scorer/1a2b3c4d/, no revision",
        "k8s/8d1e/fraud/scorer/1a2b3c4d/4x, no number",
        "k8s/8d1e/fraud/scorer/1a2b3c4d/-4, negative",
        "k8s/8d1e/fraud/scorer/1a2b3c4d/99999999999, beyond reason",
        "k8s/8d1e/fraud/scorer/99999999/4, of another incarnation",
        "k8s/8d1e/fraud/another/1a2b3c4d/4, of another credential",
        "k8s/other/fraud/scorer/1a2b3c4d/4, of another installation",
        "somebody-elses-token, not ours at all"
    })
    void leavesOtherNames(String name, String why) {
        assertThat(isStray(seen(), listed(name))).as(why).isFalse();
    }

    @Test
    void sweepsWhatWasBegunUnderAFormerNameOfTheInstallation() {
        var former = listed(TokenName.of("former", ID, 4));

        assertThat(isStray(seen().seen(seen -> seen.withFormerInstallations(Set.of("former"))), former))
                .isTrue();
    }

    @Test
    void leavesWhatStatusOrSecretHold() {
        assertThat(isStray(seen().current(token(4).withTokenId("id")), listed(STRAY)))
                .isFalse();
        assertThat(isStray(seen().retiring(retiring(4, NOW).withTokenId("id")), listed(STRAY)))
                .isFalse();
        assertThat(isStray(seen().secret(ours(token(4).withTokenId("id"))), listed(STRAY)))
                .isFalse();
    }

    /** The clocks may differ by a minute. */
    @ParameterizedTest
    @CsvSource({"-86400, false", "-61, false", "-60, true", "0, true", "1, true"})
    void leavesWhatIsOlderThanTheFirstOfTheAttempts(long secondsAfterTheStart, boolean stray) {
        var token = createdAt(Optional.of(SINCE.plusSeconds(secondsAfterTheStart)));

        assertThat(isStray(seen(), token)).isEqualTo(stray);
    }

    @Test
    void decidesByNameIfOneOfTheTimesIsUnknown() {
        var old = createdAt(Optional.of(SINCE.minusSeconds(86_400)));

        assertThat(isStray(seen(), createdAt(Optional.empty()))).isTrue();
        assertThat(new StraySweeper(seen().observation(), Optional.empty()).isStray(old))
                .isTrue();
    }

    @Test
    void leavesNothingOfACredentialThatIsDeleted() {
        var old = createdAt(Optional.of(SINCE.minusSeconds(86_400)));

        assertThat(isStray(seen().deleting(), old)).isTrue();
    }

    /** Revision 3 is current, 4 was superseded, 5 was abandoned. */
    private static Sample seen() {
        return resting().status(status -> status.withHighestRevision(5L));
    }

    private static boolean isStray(Sample sample, ServiceToken token) {
        return new StraySweeper(sample.observation(), Optional.of(SINCE)).isStray(token);
    }

    private static ServiceToken listed(String name) {
        return new ServiceToken(
                "id", "client", name, Sample.TARGET.environmentId(), Sample.GRANTS, Optional.of(SINCE.plusSeconds(1)));
    }

    private static ServiceToken createdAt(Optional<Instant> time) {
        return listed(STRAY).withCreatedAt(time);
    }
}
