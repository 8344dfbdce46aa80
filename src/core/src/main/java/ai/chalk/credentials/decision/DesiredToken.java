// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.TargetEnvironment;
import ai.chalk.credentials.common.WithBuilder;
import java.time.Duration;
import java.util.Optional;

/** What the spec asks for, as far as it can be had now. */
public sealed interface DesiredToken {

    /**
     * The connection is usable, the environment known, and the policy lets it through.
     *
     * @param target noted as {@link PinnedTarget#noted} says
     * @param maxRotationInterval how old the policy lets a token become, however often its schedule is edited
     */
    @WithBuilder
    record Available(
            PinnedConnection connection,
            TargetEnvironment target,
            Grants grants,
            Optional<Duration> maxOverlap,
            Optional<Duration> maxRotationInterval)
            implements DesiredToken, DesiredTokenAvailableBuilder.With {}

    /** Something stands in the way. */
    record Unavailable(Obstacle why, Optional<Duration> maxOverlap) implements DesiredToken {}

    /**
     * The upper bound of the policies, which is in force where the credential gives none: also while they refuse the spec, or a
     * credential would escape by asking for what it may not have.
     */
    Optional<Duration> maxOverlap();

    default Optional<Available> available() {
        return this instanceof Available available ? Optional.of(available) : Optional.empty();
    }

    default Optional<Obstacle> obstacle() {
        return this instanceof Unavailable unavailable ? Optional.of(unavailable.why()) : Optional.empty();
    }
}
