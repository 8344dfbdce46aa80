// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.TargetEnvironment;
import ai.chalk.credentials.common.WithBuilder;
import java.time.Duration;
import java.util.Optional;

/** The token that the spec requests, as far as it is available now. */
public sealed interface DesiredToken {

    /**
     * The connection is usable, the environment known, and the policy allows it.
     *
     * @param target noted as {@link PinnedTarget#noted} says
     * @param maxRotationInterval the maximum age of a token by the policy, however often its schedule is edited
     */
    @WithBuilder
    record Available(
            PinnedConnection connection,
            TargetEnvironment target,
            Grants grants,
            Optional<Duration> maxOverlap,
            Optional<Duration> maxRotationInterval)
            implements DesiredToken, DesiredTokenAvailableBuilder.With {}

    /** An obstacle prevents it. */
    record Unavailable(Obstacle why, Optional<Duration> maxOverlap) implements DesiredToken {}

    /**
     * The upper bound of the policies, which applies if the credential sets none. It also applies while they refuse the spec;
     * otherwise a credential could escape it with a request that is refused.
     */
    Optional<Duration> maxOverlap();

    default Optional<Available> available() {
        return this instanceof Available available ? Optional.of(available) : Optional.empty();
    }

    default Optional<Obstacle> obstacle() {
        return this instanceof Unavailable unavailable ? Optional.of(unavailable.why()) : Optional.empty();
    }
}
