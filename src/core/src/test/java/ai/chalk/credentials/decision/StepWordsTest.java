// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StepWordsTest {

    /** The words are in statuses: a renamed record keeps its word. */
    @Test
    void theWordsOfStepsStay() {
        assertThat(Arrays.stream(Step.class.getPermittedSubclasses()).map(Class::getSimpleName))
                .containsExactlyInAnyOrder(
                        "Rest",
                        "BackOff",
                        "Stall",
                        "Issue",
                        "Adopt",
                        "TakeIn",
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
    }
}
