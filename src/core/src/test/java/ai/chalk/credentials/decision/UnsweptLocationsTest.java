// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.UNSWEPT;
import static ai.chalk.credentials.decision.Sample.pending;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One entry per connection and environment, with the earliest start. */
class UnsweptLocationsTest {

    private static final UnsweptEnvironment ELSEWHERE = UNSWEPT.withEnvironmentId("other");

    @Test
    void addsAPlaceThatIsNotYetAmongThem() {
        assertThat(UnsweptLocations.with(List.of(ELSEWHERE), pending(4))).containsExactly(ELSEWHERE, UNSWEPT);
    }

    @Test
    void keepsTheEarlierStartOfAPlace() {
        var later = UNSWEPT.withSince(NOW);
        var earlier = UNSWEPT.withSince(NOW.minusSeconds(3600));

        assertThat(UnsweptLocations.with(List.of(ELSEWHERE, later), pending(4))).containsExactly(ELSEWHERE, UNSWEPT);
        assertThat(UnsweptLocations.with(List.of(earlier, ELSEWHERE), pending(4)))
                .containsExactly(earlier, ELSEWHERE);
    }

    @Test
    void keepsAnUnknownStartUnknown() {
        var unknown = UNSWEPT.withSince(null);

        assertThat(UnsweptLocations.with(List.of(unknown), pending(4))).containsExactly(unknown);
    }
}
