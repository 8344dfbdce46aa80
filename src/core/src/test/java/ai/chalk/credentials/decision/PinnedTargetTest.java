// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import static ai.chalk.credentials.decision.Sample.CONNECTION;
import static ai.chalk.credentials.decision.Sample.OTHER_CONNECTION;
import static ai.chalk.credentials.decision.Sample.TARGET;
import static ai.chalk.credentials.decision.Sample.fresh;
import static ai.chalk.credentials.decision.Sample.pending;
import static ai.chalk.credentials.decision.Sample.resting;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.chalk.TargetEnvironment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pinned meaning of a spec's texts. The token was issued for project-id (fraud), environment-id (production). */
class PinnedTargetTest {

    @ParameterizedTest
    @CsvSource({
        "fraud, production, project-id, environment-id",
        "project-id, environment-id, project-id, environment-id",
        "fraud, environment-id, project-id, environment-id",
        "fraud, staging, project-id, ",
        "growth, production, , ",
        "growth, environment-id, , "
    })
    void areTheIdsThatTheCurrentTokenWasIssuedForByTheseTexts(
            String project, String environment, @Nullable String projectId, @Nullable String environmentId) {
        var sample = resting().spec(spec -> spec.withProject(project)).spec(spec -> spec.withEnvironment(environment));

        assertThat(of(sample, CONNECTION)).isEqualTo(pins(projectId, environmentId));
    }

    @Test
    void areNoneBeforeATokenIsIssued() {
        assertThat(of(fresh(), CONNECTION)).isEqualTo(pins(null, null));
    }

    /** Ids of another Chalk or another team are ignored. */
    @Test
    void areThoseOfTheSameConnectionAndServerOnly() {
        assertThat(of(resting(), OTHER_CONNECTION)).isEqualTo(pins(null, null));
        assertThat(of(resting(), CONNECTION.withApiServer("https://elsewhere.example.com")))
                .isEqualTo(pins(null, null));
    }

    /** A take-over keeps the target of the attempt. */
    @Test
    void areThoseOfAnOpenAttemptWhereTheCurrentTokenIsElsewhere() {
        var moving = pending(4).withEnvironmentId("staging-id").withEnvironmentName("staging");

        assertThat(of(fresh().pending(moving).spec(spec -> spec.withEnvironment("staging")), CONNECTION))
                .isEqualTo(pins("project-id", "staging-id"));
        assertThat(of(resting().pending(moving).spec(spec -> spec.withEnvironment("staging")), CONNECTION))
                .isEqualTo(pins("project-id", "staging-id"));
        assertThat(of(resting().pending(moving).spec(spec -> spec.withEnvironment("other")), CONNECTION))
                .isEqualTo(pins("project-id", null));
    }

    @Test
    void areThoseOfTheCurrentTokenWhereBothWereIssuedForTheseTexts() {
        var other = pending(4).withEnvironmentId("another-id");

        assertThat(of(resting().pending(other), CONNECTION)).isEqualTo(pins("project-id", "environment-id"));
    }

    /** Otherwise the next reconciliation would take a rename in Chalk for an edit of the spec. */
    @ParameterizedTest
    @CsvSource({
        "fraud, production, fraud, production",
        "project-id, environment-id, renamed, live",
        "fraud, environment-id, fraud, live",
        "project-id, production, renamed, production"
    })
    void areNotedByTheTextsOfTheSpec(String project, String environment, String projectName, String environmentName) {
        var spec = resting()
                .spec(before -> before.withProject(project).withEnvironment(environment))
                .observation()
                .spec();

        assertThat(PinnedTarget.noted(spec, new TargetEnvironment("project-id", "renamed", "environment-id", "live")))
                .isEqualTo(new TargetEnvironment("project-id", projectName, "environment-id", environmentName));
    }

    @Test
    void areNotedAsTheyWereFound() {
        assertThat(PinnedTarget.noted(resting().observation().spec(), TARGET)).isEqualTo(TARGET);
    }

    private static PinnedTarget of(Sample sample, PinnedConnection connection) {
        var seen = sample.observation();
        return PinnedTarget.of(seen.spec(), seen.status(), connection);
    }

    private static PinnedTarget pins(@Nullable String projectId, @Nullable String environmentId) {
        return new PinnedTarget(Optional.ofNullable(projectId), Optional.ofNullable(environmentId));
    }
}
