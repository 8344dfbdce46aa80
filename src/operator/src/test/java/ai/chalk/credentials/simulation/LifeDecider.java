// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.decision.Decider;
import ai.chalk.credentials.decision.Decision;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.decision.Step;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Decides as a mutation does and reports the step to the process. The time of the next reconciliation comes from the
 * real rules.
 */
final class LifeDecider extends Decider {

    private final Decider real = new Decider();
    private final Function<Observation, Decision> decisions;
    private final Consumer<Step> decided;

    LifeDecider(Function<Observation, Decision> decisions, Consumer<Step> decided) {
        this.decisions = decisions;
        this.decided = decided;
    }

    @Override
    public Decision decide(Observation seen) {
        var decision = decisions.apply(seen);
        decided.accept(decision.step());
        return decision;
    }

    @Override
    public Optional<Instant> wakeUp(Observation seen, Step step) {
        return real.wakeUp(seen, step);
    }
}
