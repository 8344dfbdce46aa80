// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.decision.ChalkTokenState;
import ai.chalk.credentials.decision.Decider;
import ai.chalk.credentials.decision.Decision;
import ai.chalk.credentials.decision.DesiredToken;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.decision.Rollout;
import ai.chalk.credentials.decision.SecretView;
import ai.chalk.credentials.decision.Step;
import ai.chalk.credentials.decision.TokenName;
import ai.chalk.credentials.decision.UnsweptLocations;
import ai.chalk.credentials.decision.WorkloadState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Bugs in what is decided: a rule that does not see something, or a step that differs in one field. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum LifeDecisionBug implements LifeMutation {
    /** Strays are forgotten. */
    NEVER_SWEEPS(Set.of(LifePromise.NOTHING_LEFT), seen -> real(status(seen, status -> status.withUnswept(List.of())))),
    /** The overlap does not matter. */
    RETIRES_EARLY(
            Set.of(LifePromise.OVERLAP),
            seen -> real(status(
                    seen,
                    status -> status.withRetiring(seen.status().retiring().stream()
                            .map(token -> token.withRevokeTime(seen.now()))
                            .toList())))),
    /** Who uses a predecessor does not matter. */
    IGNORES_USERS(Set.of(LifePromise.OVERLAP), seen -> real(seen.withWorkloads(WorkloadState.UNSEEN))),
    /** A rotation does not wait for an earlier predecessor. */
    IGNORES_PREDECESSOR(Set.of(LifePromise.TWO_PUBLISHED), seen -> {
        var bold = real(status(seen, status -> status.withRetiring(List.of())));
        return bold.step() instanceof Step.Issue ? bold : real(seen);
    }),
    /** An attempt that is found open is continued under its own revision. */
    CONTINUES_ATTEMPTS(
            Set.of(LifePromise.REVISIONS),
            seen -> issuing(seen, step -> Optional.ofNullable(seen.status().pending())
                    .map(open -> step.withPending(continued(step.pending(), open.revision(), seen)))
                    .orElse(step))),
    /** The issue limit is forgotten. */
    FORGETS_LIMIT(
            Set.of(LifePromise.ISSUE_LIMIT),
            seen -> real(Optional.ofNullable(seen.status().rotation())
                    .map(rotation -> status(seen, status -> status.withRotation(rotation.withIssueTimes(List.of()))))
                    .orElse(seen))),
    /** A token that is missing from one listing counts as revoked, without an exchange. */
    BELIEVES_LISTINGS(
            Set.of(LifePromise.OVERLAP),
            seen -> real(
                    seen.inChalk() instanceof ChalkTokenState.Missing
                            ? seen.withInChalk(new ChalkTokenState.Refused())
                            : seen)),
    /** At rest the pair is tried, to be sure. */
    NEVER_RESTS(Set.of(LifePromise.REST), seen -> {
        var decision = real(seen);
        var current = seen.status().current();
        return decision.step() instanceof Step.Rest && current != null
                ? new Decision("verify", new Step.Verify(current))
                : decision;
    }),
    /** A deleted credential goes, its token stays. */
    DELETION_FORGETS_CURRENT(
            Set.of(LifePromise.NOTHING_LEFT),
            seen -> real(seen.deleting() ? status(seen, status -> status.withCurrent(null)) : seen)),
    /** A deleted credential does not look for what its open attempt may have left. */
    DELETION_FORGETS_ATTEMPTS(
            Set.of(LifePromise.NOTHING_LEFT),
            seen -> real(seen.deleting() ? status(seen, status -> status.withPending(null)) : seen)),
    /** A deleted credential goes nowhere. */
    DELETION_NEVER_ENDS(
            Set.of(LifePromise.DELETION),
            seen -> seen.deleting() ? new Decision("rest", new Step.Rest(Optional.empty())) : real(seen)),
    /** Somebody else's Secret does not stop anybody from issuing. */
    OVERLOOKS_FOREIGN_SECRETS(
            Set.of(LifePromise.REST, LifePromise.USABLE_SECRET), seen -> real(seen.withSecrets(ours(seen)))),
    /** A Secret ahead of a status is not recognised. */
    NEVER_ADOPTS_UNEXPECTED(Set.of(LifePromise.USABLE_SECRET, LifePromise.NOTHING_LEFT), seen -> {
        var decision = real(seen);
        return decision.step() instanceof Step.Adopt adopt && adopt.unexpected()
                ? new Decision("rest", new Step.Rest(Optional.empty()))
                : decision;
    }),
    /** What an open attempt may have left is swept at once where a Secret is to be replaced, not after that. */
    SWEEPS_BEFORE_REPLACING(Set.of(LifePromise.USABLE_SECRET), seen -> sweepingFirst(seen, true)),
    /** The same where a Secret is to be created. */
    SWEEPS_BEFORE_CREATING(Set.of(LifePromise.USABLE_SECRET), seen -> sweepingFirst(seen, false)),
    /** Where a published token was issued is recorded as the spec has it by now. */
    RECORDS_FROM_SPEC(Set.of(LifePromise.ENVIRONMENT), seen -> {
        var decision = real(seen);
        return decision.step() instanceof Step.Adopt adopt
                ? new Decision(
                        decision.rule(),
                        seen.wanted()
                                .available()
                                .<Step>map(wanted -> new Step.Adopt(
                                        movedTo(wanted, adopt.token()), adopt.superseded(), adopt.unexpected()))
                                .orElse(adopt))
                : decision;
    }),
    /** A credential that may go at any time, as its finalizer was removed, stops nobody. */
    OVERLOOKS_MISSING_FINALIZER(Set.of(LifePromise.NOTHING_LEFT), seen -> real(seen.withFinalized(true))),
    /** A namespace that goes stops nobody who takes an attempt over. */
    GATES_ONLY_BEGINNINGS(
            Set.of(LifePromise.NOT_IN_VAIN), seen -> real(seen.status().pending() == null ? seen : staying(seen))),
    /** A namespace that goes stops only whoever takes an attempt over. */
    GATES_ONLY_TAKE_OVERS(
            Set.of(LifePromise.NOT_IN_VAIN), seen -> real(seen.status().pending() == null ? staying(seen) : seen)),
    /** A deleted credential's tokens go before its Secrets. */
    DELETES_SECRETS_LAST(Set.of(LifePromise.USABLE_SECRET), seen -> {
        var decision = real(seen);
        var blind = decision.step() instanceof Step.DeleteSecret ? real(seen.withSecrets(Map.of())) : decision;
        return blind.step() instanceof Step.Release ? decision : blind;
    }),
    /** Whoever takes an attempt over takes every request that is there by now for handled. */
    TAKES_OVER_AS_IF_ASKED_NOW(
            Set.of(LifePromise.LEAKS),
            seen -> issuing(
                    seen,
                    step -> seen.status().pending() == null
                            ? step
                            : step.withPending(step.pending()
                                    .withHandledRevokeRequest(
                                            seen.requests().revoke().orElse(null))))),
    /** An attempt is begun on the Secrets as the cache has them. */
    BEGINS_BY_THE_CACHE(Set.of(LifePromise.TWO_PUBLISHED), LifeDecisionBug::real) {
        @Override
        public Function<Observation, Decision> decider() {
            return new DecidingOnce(
                    (seen, step) -> step instanceof Step.Issue && seen.status().pending() == null);
        }
    },
    /** An attempt is taken over on the Secrets as the cache has them. */
    TAKES_OVER_BY_THE_CACHE(Set.of(LifePromise.TWO_PUBLISHED, LifePromise.USABLE_SECRET), LifeDecisionBug::real) {
        @Override
        public Function<Observation, Decision> decider() {
            return new DecidingOnce(
                    (seen, step) -> step instanceof Step.Issue && seen.status().pending() != null);
        }
    },
    /** A predecessor is revoked on the Secrets as the cache has them. */
    RETIRES_BY_THE_CACHE(Set.of(), LifeDecisionBug::real) {
        @Override
        public Function<Observation, Decision> decider() {
            return new DecidingOnce((seen, step) -> step instanceof Step.Retire);
        }
    },
    /** What is still to be restarted does not matter. */
    FORGETS_RESTARTS(
            Set.of(LifePromise.OVERLAP),
            seen -> real(Optional.ofNullable(seen.status().rotation())
                    .map(rotation ->
                            status(seen, status -> status.withRotation(rotation.withPendingRestarts(List.of()))))
                    .orElse(seen))),
    /** A rollout that goes on does not matter. */
    OVERLOOKS_ROLLOUTS(
            Set.of(LifePromise.OVERLAP),
            seen -> real(seen.withWorkloads(seen.workloads().withRollouts(rolledOut(seen))))),
    /** What is to be kept goes as well. */
    KEEPS_NOTHING(
            Set.of(LifePromise.RETENTION),
            seen -> real(seen.withSpec(seen.spec().withDeletionPolicy(null)))),
    /** A Secret ahead of a status does not count when the next revision is chosen, nor is anything that was ever used. */
    FORGETS_REVISIONS(
            Set.of(LifePromise.REVISIONS),
            seen -> issuing(seen, step -> step.withPending(continued(step.pending(), following(seen), seen))));

    private final Set<LifePromise> breaks;
    private final Function<Observation, Decision> broken;

    LifeDecisionBug(Set<LifePromise> breaks, Function<Observation, Decision> broken) {
        this.breaks = breaks;
        this.broken = broken;
    }

    @Override
    public Set<LifePromise> breaks() {
        return breaks;
    }

    @Override
    public Decision decide(Observation seen) {
        return broken.apply(seen);
    }

    /** Decides on the Secrets as the cache had them, and only keeps what the API server has of the one to be replaced. */
    private static final class DecidingOnce implements Function<Observation, Decision> {

        private final BiPredicate<Observation, Step> hasty;
        private Map<String, SecretView> cached = Map.of();
        private boolean once;

        DecidingOnce(BiPredicate<Observation, Step> hasty) {
            this.hasty = hasty;
        }

        @Override
        public Decision apply(Observation seen) {
            if (!seen.fresh()) {
                cached = seen.secrets();
                var decision = real(seen);
                once = hasty.test(seen, decision.step());
                return decision;
            }
            return once ? hastily(seen) : real(seen);
        }

        private Decision hastily(Observation seen) {
            return issuing(
                    seen.withSecrets(cached),
                    step -> step.withExisting(
                            seen.secret(step.pending().secretName()).ours()));
        }
    }

    private static Decision sweepingFirst(Observation seen, boolean replacing) {
        var decision = real(seen);
        var open = seen.status().pending();
        return decision.step() instanceof Step.Issue issue
                        && open != null
                        && issue.existing().isPresent() == replacing
                ? new Decision("sweep", new Step.Sweep(UnsweptLocations.by(open)))
                : decision;
    }

    private static Map<RolloutRestartTarget, Rollout> rolledOut(Observation seen) {
        return seen.workloads().rollouts().keySet().stream()
                .collect(Collectors.toMap(target -> target, target -> new Rollout.Complete()));
    }

    private static Observation staying(Observation seen) {
        return seen.withNamespaceTerminating(false);
    }

    private static CurrentToken movedTo(DesiredToken.Available wanted, CurrentToken token) {
        var moved = token.withEnvironmentId(wanted.target().environmentId());
        return moved.withEnvironmentName(wanted.target().environmentName());
    }

    private static Decision real(Observation seen) {
        return new Decider().decide(seen);
    }

    private static Observation status(Observation seen, UnaryOperator<ChalkServiceCredentialStatus> edit) {
        return seen.withStatus(edit.apply(seen.status()));
    }

    private static Decision issuing(Observation seen, Function<Step.Issue, Step> change) {
        var decision = real(seen);
        return decision.step() instanceof Step.Issue issue
                ? new Decision(decision.rule(), change.apply(issue))
                : decision;
    }

    private static PendingToken continued(PendingToken pending, long revision, Observation seen) {
        var named = pending.withTokenName(TokenName.of(seen.installation(), seen.id(), revision));
        return named.withRevision(revision);
    }

    /** One more than the current one's. */
    private static long following(Observation seen) {
        return Optional.ofNullable(seen.status().current())
                .map(current -> current.revision() + 1)
                .orElse(1L);
    }

    private static Map<String, SecretView> ours(Observation seen) {
        return seen.secrets().entrySet().stream()
                .filter(entry -> entry.getValue().foreign().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
