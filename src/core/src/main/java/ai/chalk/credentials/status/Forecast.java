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
 * What the operator does with a credential at this instant, if each step succeeds. Nothing of that is told a second time: the
 * {@link Decider} decides, the {@link StatusAssembler} remembers, and only what a step does to Secret and Chalk is imagined.
 *
 * @param steps in their order, without those that only wait
 * @param waiting the cause of a rotation that waits until a predecessor is revoked
 * @param last why nothing more is done now
 * @param after the status when nothing more is done, conditions and coming rotations included
 */
public record Forecast(
        List<Step.Effect> steps, Optional<IssueReason> waiting, Decision last, ChalkServiceCredentialStatus after) {

    /** More steps than any observation leads to; a life that is forged to have no end has one. */
    private static final int MOST_STEPS = 1000;

    private static final Decider DECIDER = new Decider();
    private static final StatusAssembler ASSEMBLER = new StatusAssembler();

    public Forecast {
        steps = List.copyOf(steps);
    }

    /** Follows the rules until they have nothing to do. */
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

    /** The token that is issued, if one is. */
    public Optional<Step.Issue> issue() {
        return steps.stream()
                .filter(Step.Issue.class::isInstance)
                .map(Step.Issue.class::cast)
                .findFirst();
    }
}
