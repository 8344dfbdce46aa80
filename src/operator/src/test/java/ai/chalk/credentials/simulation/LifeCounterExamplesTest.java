// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.chalk.credentials.credential.CredentialReconciliation;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real code survives the model's counter-examples, and only because of the precondition of each. */
class LifeCounterExamplesTest {

    @BeforeAll
    static void beQuiet() {
        Logger.getLogger(CredentialReconciliation.class.getName()).setLevel(Level.SEVERE);
    }

    @ParameterizedTest
    @EnumSource
    void endsWell(LifeCounterExample story) {
        story.tell(LifeMutation.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void endsBadlyWithoutItsPrecondition(LifeCounterExample story) {
        var violation = catchThrowableOfType(LifeViolation.class, () -> story.tell(story.bug));

        assertThat(violation).as("what breaks because of " + story.bug).isNotNull();
        assertThat(violation.promise).as(violation.getMessage()).isEqualTo(story.broken);
    }
}
