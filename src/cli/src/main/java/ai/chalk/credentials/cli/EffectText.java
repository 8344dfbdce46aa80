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
 * Says what a step does, to people.
 *
 * @param before the status now
 * @param after the status when all is done
 * @param changes of the spec
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
    private static final List<String> PLACE = List.of("spec.project", "spec.environment", "spec.connectionRef");
    private static final List<String> SECRET = List.of("spec.secret", "spec.deletionPolicy");

    @Override
    public Optional<PlanView.Effect> issue(Step.Issue step) {
        var revision = step.pending().revision();
        var reason = step.reason();
        var text =
                switch (reason) {
                    case INITIAL ->
                        "issues the first token: Initial, into Secret "
                                + step.pending().secretName();
                    case MOVED -> "rotates: Moved" + detail(PLACE);
                    case SECRET_RENAMED ->
                        "rotates: SecretRenamed" + detail(List.of("spec.secret.name"))
                                + ", the former Secret goes with the predecessor";
                    case TRIGGER -> "rotates: Trigger" + detail(List.of("spec.rotation.trigger"));
                    case DUE, REQUESTED, LEAKED, REVOKED_IN_CHALK, SECRET_LOST, SECRET_TAMPERED ->
                        "rotates: " + reason.word();
                };
        return effect("Issue", reason.word(), revision, text + predecessor());
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
                                ? ", and until no running container holds it"
                                : ""))
                .orElse(", the predecessor is revoked at once");
    }

    @Override
    public Optional<PlanView.Effect> updateGrants(Step.UpdateGrants step) {
        var changed = under(GRANTS);
        return effect(
                "UpdateGrants",
                null,
                null,
                "grants are updated in place, no rotation" + (changed.isEmpty() ? "" : " (" + changed + ")"));
    }

    @Override
    public Optional<PlanView.Effect> render(Step.Render step) {
        var changed = under(SECRET);
        return effect(
                "RenderSecret",
                null,
                null,
                "the Secret is rendered again from the token in it, no rotation"
                        + (changed.isEmpty() ? "" : " (" + changed + ")"));
    }

    @Override
    public Optional<PlanView.Effect> restart(Step.Restart step) {
        return effect("Restart", null, null, "restarts " + WorkloadName.of(step.target()));
    }

    @Override
    public Optional<PlanView.Effect> retire(Step.Retire step) {
        var revision = step.token().revision();
        return effect(
                "Revoke",
                null,
                revision,
                "revokes revision " + revision + ", client id " + step.token().clientId());
    }

    /** One that only records what the step before it published is no news. */
    @Override
    public Optional<PlanView.Effect> adopt(Step.Adopt step) {
        return step.unexpected()
                ? effect("Adopt", null, step.token().revision(), "adopts what is in the Secret, no rotation")
                : Optional.empty();
    }

    @Override
    public Optional<PlanView.Effect> takeIn(Step.TakeIn step) {
        return effect(
                "Adopt", null, step.token().revision(), "takes over the Secret of a former credential, no rotation");
    }

    @Override
    public Optional<PlanView.Effect> verify(Step.Verify step) {
        return effect("Verify", null, null, "tries the token in Chalk");
    }

    @Override
    public Optional<PlanView.Effect> sweep(Step.Sweep step) {
        return effect("Sweep", null, null, "looks in Chalk for what an interrupted attempt has left, and revokes it");
    }

    @Override
    public Optional<PlanView.Effect> handOver(Step.HandOver step) {
        return effect("Delete", null, null, "leaves a ChalkRevocation for a token that cannot be revoked now");
    }

    @Override
    public Optional<PlanView.Effect> deleteSecret(Step.DeleteSecret step) {
        return effect("Delete", null, null, "deletes Secret " + step.secret().name());
    }

    @Override
    public Optional<PlanView.Effect> release(Step.Release step) {
        return Optional.empty();
    }

    @Override
    public Optional<PlanView.Effect> rest(Step.Rest step) {
        return Optional.empty();
    }

    @Override
    public Optional<PlanView.Effect> backOff(Step.BackOff step) {
        return Optional.empty();
    }

    @Override
    public Optional<PlanView.Effect> stall(Step.Stall step) {
        return Optional.empty();
    }

    private static Optional<PlanView.Effect> effect(
            String type, @Nullable String reason, @Nullable Long revision, String text) {
        return Optional.of(new PlanView.Effect(type, reason, revision, text, false));
    }
}
