// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.status;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.decision.Decider;
import ai.chalk.credentials.decision.Decision;
import ai.chalk.credentials.decision.IssueReason;
import ai.chalk.credentials.decision.IssueRules;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.decision.Outcome;
import ai.chalk.credentials.decision.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the operator does with a credential at this instant if each step succeeds. No rule is repeated here: the {@link Decider}
 * decides, the {@link StatusAssembler} assembles the status, and only the effect of a step on Secret and Chalk is simulated.
 *
 * @param steps in their order, without those that only wait
 * @param waiting the cause of a rotation that waits until a predecessor is revoked
 * @param last the decision that ends it: nothing more is due, or something waits or is blocked
 * @param after the status after that, including conditions and the next rotations
 */
public record Forecast(
        List<Step.Effect> steps, Optional<IssueReason> waiting, Decision last, ChalkServiceCredentialStatus after) {

    /** More steps than any observation leads to, so that a forged status cannot make it endless. */
    private static final int MOST_STEPS = 1000;

    private static final Decider DECIDER = new Decider();
    private static final StatusAssembler ASSEMBLER = new StatusAssembler();

    public Forecast {
        steps = List.copyOf(steps);
    }

    /** Follows the rules until no step can run. */
    public static Forecast of(Observation observation) {
        var steps = new ArrayList<Step.Effect>();
        var seen = observation;
        var decision = DECIDER.decide(seen);
        while (steps.size() < MOST_STEPS
                && decision.step() instanceof Step.Effect effect
                && !(effect instanceof Step.Release)) {
            steps.add(effect);
            seen = effect.applyTo(new StepSimulation(seen, ASSEMBLER));
            decision = DECIDER.decide(seen);
        }
        var after = ASSEMBLER.assemble(seen, decision.step(), new Outcome.Nothing());
        return new Forecast(steps, IssueRules.waiting(seen), decision, after);
    }

    /** The issue among the steps, if there is one. */
    public Optional<Step.Issue> issue() {
        return steps.stream()
                .filter(Step.Issue.class::isInstance)
                .map(Step.Issue.class::cast)
                .findFirst();
    }
}
