// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepWordsTest {

    /** The words are in statuses: a renamed record keeps its word. */
    @Test
    void theWordsOfStepsStay() {
        var recorded = new Step.RecordToken(Sample.token(3), Optional.empty(), false);

        assertThat(Stream.of(Step.Waiting.class, Step.Effect.class)
                        .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
                        .map(Class::getSimpleName))
                .containsExactlyInAnyOrder(
                        "Rest",
                        "BackOff",
                        "Stall",
                        "Issue",
                        "RecordToken",
                        "Adopt",
                        "Verify",
                        "Sweep",
                        "Render",
                        "UpdateGrants",
                        "Restart",
                        "Retire",
                        "HandOver",
                        "DeleteSecret",
                        "Release");
        assertThat(new Step.Sweep(Sample.UNSWEPT).word()).isEqualTo("Sweep");
        assertThat(recorded.word()).isEqualTo("Record");
    }
}
