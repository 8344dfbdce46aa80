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

/** Bugs in the decision: a rule that overlooks something, or a step that differs in one field. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum LifeDecisionBug implements LifeMutation {
    /** Strays are never swept. */
    NEVER_SWEEPS(Set.of(LifePromise.NOTHING_LEFT), seen -> real(status(seen, status -> status.withUnswept(List.of())))),
    /** Ignores the overlap. */
    RETIRES_EARLY(
            Set.of(LifePromise.OVERLAP),
            seen -> real(status(
                    seen,
                    status -> status.withRetiring(seen.status().retiring().stream()
                            .map(token -> token.withRevokeTime(seen.now()))
                            .toList())))),
    /** Ignores workloads that use a predecessor. */
    IGNORES_USERS(Set.of(LifePromise.OVERLAP), seen -> real(seen.withWorkloads(WorkloadState.UNSEEN))),
    /** Rotates without waiting for an earlier predecessor. */
    IGNORES_PREDECESSOR(Set.of(LifePromise.TWO_PUBLISHED), seen -> {
        var bold = real(status(seen, status -> status.withRetiring(List.of())));
        return bold.step() instanceof Step.Issue ? bold : real(seen);
    }),
    /** Continues an open attempt under its own revision. */
    CONTINUES_ATTEMPTS(
            Set.of(LifePromise.REVISIONS),
            seen -> issuing(seen, step -> Optional.ofNullable(seen.status().pending())
                    .map(open -> step.withPending(continued(step.pending(), open.revision(), seen)))
                    .orElse(step))),
    /** Ignores the issue limit. */
    FORGETS_LIMIT(
            Set.of(LifePromise.ISSUE_LIMIT),
            seen -> real(Optional.ofNullable(seen.status().rotation())
                    .map(rotation -> status(seen, status -> status.withRotation(rotation.withIssueTimes(List.of()))))
                    .orElse(seen))),
    /** Treats a token that is missing from one listing as revoked, without verifying its pair. */
    BELIEVES_LISTINGS(
            Set.of(LifePromise.OVERLAP),
            seen -> real(
                    seen.inChalk() instanceof ChalkTokenState.Missing
                            ? seen.withInChalk(new ChalkTokenState.Refused())
                            : seen)),
    /** Verifies the pair although the credential is at rest. */
    NEVER_RESTS(Set.of(LifePromise.REST), seen -> {
        var decision = real(seen);
        var current = seen.status().current();
        return decision.step() instanceof Step.Rest && current != null
                ? new Decision("verify", new Step.Verify(current))
                : decision;
    }),
    /** Releases a deleted credential without revoking its token. */
    DELETION_FORGETS_CURRENT(
            Set.of(LifePromise.NOTHING_LEFT),
            seen -> real(seen.deleting() ? status(seen, status -> status.withCurrent(null)) : seen)),
    /** Releases a deleted credential without sweeping its open attempt. */
    DELETION_FORGETS_ATTEMPTS(
            Set.of(LifePromise.NOTHING_LEFT),
            seen -> real(seen.deleting() ? status(seen, status -> status.withPending(null)) : seen)),
    /** Never releases a deleted credential. */
    DELETION_NEVER_ENDS(
            Set.of(LifePromise.DELETION),
            seen -> seen.deleting() ? new Decision("rest", new Step.Rest(Optional.empty())) : real(seen)),
    /** Issues a token although the Secret belongs to another owner. */
    OVERLOOKS_FOREIGN_SECRETS(
            Set.of(LifePromise.REST, LifePromise.USABLE_SECRET), seen -> real(seen.withSecrets(ours(seen)))),
    /** Does not record a Secret that is ahead of the status. */
    NEVER_RECORDS_UNEXPECTED(Set.of(LifePromise.USABLE_SECRET, LifePromise.NOTHING_LEFT), seen -> {
        var decision = real(seen);
        return decision.step() instanceof Step.RecordToken token && token.unexpected()
                ? new Decision("rest", new Step.Rest(Optional.empty()))
                : decision;
    }),
    /** Sweeps an open attempt before, not after, replacing the Secret. */
    SWEEPS_BEFORE_REPLACING(Set.of(LifePromise.USABLE_SECRET), seen -> sweepingFirst(seen, true)),
    /** Sweeps an open attempt before, not after, creating the Secret. */
    SWEEPS_BEFORE_CREATING(Set.of(LifePromise.USABLE_SECRET), seen -> sweepingFirst(seen, false)),
    /** Records a published token with the environment in the present spec. */
    RECORDS_FROM_SPEC(Set.of(LifePromise.ENVIRONMENT), seen -> {
        var decision = real(seen);
        return decision.step() instanceof Step.RecordToken found
                ? new Decision(
                        decision.rule(),
                        seen.wanted()
                                .available()
                                .<Step>map(wanted -> new Step.RecordToken(
                                        movedTo(wanted, found.token()), found.superseded(), found.unexpected()))
                                .orElse(found))
                : decision;
    }),
    /** Begins attempts although the finalizer was removed, so that the credential may vanish at any time. */
    OVERLOOKS_MISSING_FINALIZER(Set.of(LifePromise.NOTHING_LEFT), seen -> real(seen.withFinalized(true))),
    /** Takes attempts over in a namespace that is being deleted. */
    GATES_ONLY_BEGINNINGS(
            Set.of(LifePromise.NOT_IN_VAIN), seen -> real(seen.status().pending() == null ? seen : staying(seen))),
    /** Begins attempts in a namespace that is being deleted. */
    GATES_ONLY_TAKE_OVERS(
            Set.of(LifePromise.NOT_IN_VAIN), seen -> real(seen.status().pending() == null ? staying(seen) : seen)),
    /** Revokes the tokens of a deleted credential before it deletes its Secrets. */
    DELETES_SECRETS_LAST(Set.of(LifePromise.USABLE_SECRET), seen -> {
        var decision = real(seen);
        var blind = decision.step() instanceof Step.DeleteSecret ? real(seen.withSecrets(Map.of())) : decision;
        return blind.step() instanceof Step.Release ? decision : blind;
    }),
    /** When an attempt is taken over, all present requests count as handled. */
    TAKES_OVER_AS_IF_ASKED_NOW(
            Set.of(LifePromise.LEAKS),
            seen -> issuing(
                    seen,
                    step -> seen.status().pending() == null
                            ? step
                            : step.withPending(step.pending()
                                    .withHandledRevokeRequest(
                                            seen.requests().revoke().orElse(null))))),
    /** Begins an attempt on cached Secrets. */
    BEGINS_BY_THE_CACHE(Set.of(LifePromise.TWO_PUBLISHED), LifeDecisionBug::real) {
        @Override
        public Function<Observation, Decision> decider() {
            return new DecidingOnce(
                    (seen, step) -> step instanceof Step.Issue && seen.status().pending() == null);
        }
    },
    /** Takes an attempt over on cached Secrets. */
    TAKES_OVER_BY_THE_CACHE(Set.of(LifePromise.TWO_PUBLISHED, LifePromise.USABLE_SECRET), LifeDecisionBug::real) {
        @Override
        public Function<Observation, Decision> decider() {
            return new DecidingOnce(
                    (seen, step) -> step instanceof Step.Issue && seen.status().pending() != null);
        }
    },
    /** Revokes a predecessor on cached Secrets. */
    RETIRES_BY_THE_CACHE(Set.of(), LifeDecisionBug::real) {
        @Override
        public Function<Observation, Decision> decider() {
            return new DecidingOnce((seen, step) -> step instanceof Step.Retire);
        }
    },
    /** Ignores pending restarts. */
    FORGETS_RESTARTS(
            Set.of(LifePromise.OVERLAP),
            seen -> real(Optional.ofNullable(seen.status().rotation())
                    .map(rotation ->
                            status(seen, status -> status.withRotation(rotation.withPendingRestarts(List.of()))))
                    .orElse(seen))),
    /** Ignores a rollout in progress. */
    OVERLOOKS_ROLLOUTS(
            Set.of(LifePromise.OVERLAP),
            seen -> real(seen.withWorkloads(seen.workloads().withRollouts(rolledOut(seen))))),
    /** Deletes and revokes what the policy retains. */
    KEEPS_NOTHING(
            Set.of(LifePromise.RETENTION),
            seen -> real(seen.withSpec(seen.spec().withDeletionPolicy(null)))),
    /**
     * Chooses the next revision without regard to a Secret that is ahead of the status, or to revisions that were used
     * before.
     */
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

    /** Decides on cached Secrets, and takes from the API server only the Secret to be replaced. */
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

    /** The revision after the current one. */
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
