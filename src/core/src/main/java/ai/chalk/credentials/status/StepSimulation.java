// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.status;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.CurrentTokenBuilder;
import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.decision.ChalkTokenState;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.decision.Outcome;
import ai.chalk.credentials.decision.SecretView;
import ai.chalk.credentials.decision.Step;
import java.util.HashMap;
import java.util.Map;

/** The observation after a step that succeeds at once. */
final class StepSimulation implements Step.Handler<Observation> {

    private static final String NOT_YET = "not-yet-issued";

    private final Observation seen;
    private final StatusAssembler assembler;

    StepSimulation(Observation seen, StatusAssembler assembler) {
        this.seen = seen;
        this.assembler = assembler;
    }

    @Override
    public Observation issue(Step.Issue step) {
        var published = published(step.pending());
        return with(
                assembler.begin(seen, step),
                secret(published.secretName(), ours(published)),
                new ChalkTokenState.Unknown());
    }

    private CurrentToken published(PendingToken attempt) {
        return CurrentTokenBuilder.builder()
                .revision(attempt.revision())
                .tokenId(NOT_YET)
                .tokenName(attempt.tokenName())
                .clientId(NOT_YET)
                .projectId(attempt.projectId())
                .projectName(attempt.projectName())
                .environmentId(attempt.environmentId())
                .environmentName(attempt.environmentName())
                .connection(attempt.connection())
                .secretName(attempt.secretName())
                .reason(attempt.reason())
                .issueTime(seen.now())
                .dataHash(NOT_YET)
                .grantsHash(attempt.grantsHash())
                .publishTime(seen.now())
                .build();
    }

    @Override
    public Observation recordToken(Step.RecordToken step) {
        return done(step);
    }

    @Override
    public Observation adopt(Step.Adopt step) {
        var token = step.token();
        return with(remembered(step), secret(token.secretName(), ours(token)), seen.inChalk());
    }

    /** Chalk accepts the pair, and a newer listing shows the token. */
    @Override
    public Observation verify(Step.Verify step) {
        return with(remembered(step), seen.secrets(), new ChalkTokenState.Unknown());
    }

    @Override
    public Observation sweep(Step.Sweep step) {
        return done(step);
    }

    @Override
    public Observation render(Step.Render step) {
        return with(remembered(step), secret(step.token().secretName(), ours(step.token())), seen.inChalk());
    }

    @Override
    public Observation updateGrants(Step.UpdateGrants step) {
        return with(remembered(step), seen.secrets(), new ChalkTokenState.Unknown());
    }

    @Override
    public Observation restart(Step.Restart step) {
        return done(step);
    }

    @Override
    public Observation retire(Step.Retire step) {
        return step.formerSecret()
                .map(former -> with(remembered(step), secret(former.name(), new SecretView.Absent()), seen.inChalk()))
                .orElseGet(() -> done(step));
    }

    @Override
    public Observation handOver(Step.HandOver step) {
        return done(step);
    }

    @Override
    public Observation deleteSecret(Step.DeleteSecret step) {
        return with(remembered(step), secret(step.secret().name(), new SecretView.Absent()), seen.inChalk());
    }

    @Override
    public Observation release(Step.Release step) {
        return seen;
    }

    private Observation done(Step step) {
        return with(remembered(step), seen.secrets(), seen.inChalk());
    }

    private ChalkServiceCredentialStatus remembered(Step step) {
        return assembler.assemble(seen, step, new Outcome.Done());
    }

    private Map<String, SecretView> secret(String name, SecretView view) {
        var secrets = new HashMap<>(seen.secrets());
        secrets.put(name, view);
        return secrets;
    }

    private static SecretView ours(CurrentToken token) {
        return new SecretView.Ours(NOT_YET, NOT_YET, token, true, true);
    }

    private Observation with(
            ChalkServiceCredentialStatus status, Map<String, SecretView> secrets, ChalkTokenState inChalk) {
        return seen.with().status(status).secrets(secrets).inChalk(inChalk).build();
    }
}
