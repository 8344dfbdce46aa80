// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.RevocationPolicy;
import ai.chalk.credentials.decision.EffectiveSpec;
import ai.chalk.credentials.decision.Step;
import ai.chalk.credentials.decision.WorkloadName;
import ai.chalk.credentials.schedule.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Describes what a step does.
 *
 * @param before the status now
 * @param after the status after all steps
 * @param changes the changes of the spec
 */
record EffectText(
        EffectiveSpec spec,
        ChalkServiceCredentialStatus before,
        ChalkServiceCredentialStatus after,
        List<SpecDifference> changes,
        Instant now)
        implements Step.Handler<Optional<PlanView.Effect>> {

    private static final List<String> GRANTS =
            List.of("spec.permissions", "spec.dataSourceTags", "spec.featureTags", "spec.customClaims");
    private static final List<String> TARGET = List.of("spec.project", "spec.environment", "spec.connectionRef");
    private static final List<String> SECRET = List.of("spec.secret", "spec.deletionPolicy");

    @Override
    public Optional<PlanView.Effect> issue(Step.Issue step) {
        var revision = step.pending().revision();
        var reason = step.reason();
        var text =
                switch (reason) {
                    case INITIAL ->
                        "issues the first token into Secret " + step.pending().secretName() + ": Initial";
                    case MOVED -> "rotates: Moved" + detail(TARGET);
                    case SECRET_RENAMED ->
                        "rotates: SecretRenamed" + detail(List.of("spec.secret.name"))
                                + ", the former Secret is deleted with the predecessor";
                    case TRIGGER -> "rotates: Trigger" + detail(List.of("spec.rotation.trigger"));
                    case DUE, REQUESTED, LEAKED, REVOKED_IN_CHALK, SECRET_LOST, SECRET_TAMPERED ->
                        "rotates: " + reason.word();
                };
        return effect(step, reason.word(), revision, text + predecessor());
    }

    private String detail(List<String> fields) {
        var found = under(fields);
        return found.isEmpty() ? "" : " (" + found.replace("spec.", "").replace(":", "") + ")";
    }

    private String under(List<String> fields) {
        return changes.stream()
                .filter(change -> fields.stream().anyMatch(change::isUnder))
                .map(SpecDifference::text)
                .collect(Collectors.joining(", "));
    }

    private String predecessor() {
        var current = before.current();
        if (current == null) {
            return "";
        }
        var retiring = after.retiring().stream()
                .filter(token -> token.revision().equals(current.revision()))
                .findFirst();
        return retiring.filter(token -> token.revokeTime().isAfter(now))
                .map(token -> ", the predecessor stays valid for "
                        + Durations.format(Duration.between(now, token.revokeTime()))
                        + (spec.revocationPolicy() == RevocationPolicy.WHEN_UNUSED
                                ? ", and then until no running container holds it"
                                : ""))
                .orElse(", the predecessor is revoked at once");
    }

    @Override
    public Optional<PlanView.Effect> updateGrants(Step.UpdateGrants step) {
        var changed = under(GRANTS);
        return effect(
                step,
                null,
                null,
                "grants are updated in place, no rotation" + (changed.isEmpty() ? "" : " (" + changed + ")"));
    }

    @Override
    public Optional<PlanView.Effect> render(Step.Render step) {
        var changed = under(SECRET);
        return effect(
                step,
                null,
                null,
                "the Secret is rendered again with the same token, no rotation"
                        + (changed.isEmpty() ? "" : " (" + changed + ")"));
    }

    @Override
    public Optional<PlanView.Effect> restart(Step.Restart step) {
        return effect(step, null, null, "restarts " + WorkloadName.of(step.target()));
    }

    @Override
    public Optional<PlanView.Effect> retire(Step.Retire step) {
        var revision = step.token().revision();
        return effect(
                step,
                null,
                revision,
                "revokes revision " + revision + ", client id " + step.token().clientId());
    }

    /** Not shown if it only records what the step before it published. */
    @Override
    public Optional<PlanView.Effect> recordToken(Step.RecordToken step) {
        return step.unexpected()
                ? effect(step, null, step.token().revision(), "records the token in the Secret, no rotation")
                : Optional.empty();
    }

    @Override
    public Optional<PlanView.Effect> adopt(Step.Adopt step) {
        return effect(step, null, step.token().revision(), "adopts the Secret of a former credential, no rotation");
    }

    @Override
    public Optional<PlanView.Effect> verify(Step.Verify step) {
        return effect(step, null, null, "verifies the token in Chalk");
    }

    @Override
    public Optional<PlanView.Effect> sweep(Step.Sweep step) {
        return effect(step, null, null, "revokes what an interrupted attempt left in Chalk");
    }

    @Override
    public Optional<PlanView.Effect> handOver(Step.HandOver step) {
        return effect(step, null, null, "hands a token that cannot be revoked now to a ChalkRevocation");
    }

    @Override
    public Optional<PlanView.Effect> deleteSecret(Step.DeleteSecret step) {
        return effect(step, null, null, "deletes Secret " + step.secret().name());
    }

    @Override
    public Optional<PlanView.Effect> release(Step.Release step) {
        return Optional.empty();
    }

    private static Optional<PlanView.Effect> effect(
            Step step, @Nullable String reason, @Nullable Long revision, String text) {
        return Optional.of(new PlanView.Effect(step.word(), reason, revision, text, false));
    }
}
