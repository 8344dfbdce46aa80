// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.credential.decision.Decider;
import ai.chalk.credentials.credential.decision.Decision;
import ai.chalk.credentials.credential.decision.InChalk;
import ai.chalk.credentials.credential.decision.Lists;
import ai.chalk.credentials.credential.decision.Observation;
import ai.chalk.credentials.credential.decision.Sample;
import ai.chalk.credentials.credential.decision.SecretView;
import ai.chalk.credentials.credential.decision.Step;
import ai.chalk.credentials.credential.decision.TokenName;
import ai.chalk.credentials.credential.decision.Unswept;
import ai.chalk.credentials.credential.decision.Wanted;
import ai.chalk.credentials.credential.decision.Workloads;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Bugs in what is decided: a rule that does not see something, or a step that differs in one field. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum LifeDecisionBug implements LifeMutation {
    /** Strays are forgotten. */
    NEVER_SWEEPS(seen -> real(status(seen, "unswept", null))),
    /** The overlap does not matter. */
    RETIRES_EARLY(seen -> real(status(
            seen,
            "retiring",
            Lists.of(seen.status().retiring()).stream()
                    .map(token -> Sample.with(token, "revokeTime", seen.now()))
                    .toList()))),
    /** Who uses a predecessor does not matter. */
    IGNORES_USERS(seen -> real(Sample.with(seen, "workloads", Workloads.UNSEEN))),
    /** A rotation does not wait for an earlier predecessor. */
    IGNORES_PREDECESSOR(seen -> {
        var bold = real(status(seen, "retiring", null));
        return bold.step() instanceof Step.Issue ? bold : real(seen);
    }),
    /** An attempt that is found open is continued under its own revision. */
    CONTINUES_ATTEMPTS(
            seen -> issuing(seen, step -> Optional.ofNullable(seen.status().pending())
                    .map(open -> Sample.with(step, "pending", continued(step.pending(), open.revision(), seen)))
                    .orElse(step))),
    /** The issue limit is forgotten. */
    FORGETS_LIMIT(seen -> real(Optional.ofNullable(seen.status().rotation())
            .map(rotation -> status(seen, "rotation", Sample.with(rotation, "issueTimes", null)))
            .orElse(seen))),
    /** A token that is missing from one listing counts as revoked, without an exchange. */
    BELIEVES_LISTINGS(seen -> real(
            seen.inChalk() instanceof InChalk.Missing ? Sample.with(seen, "inChalk", new InChalk.Refused()) : seen)),
    /** At rest the pair is tried, to be sure. */
    NEVER_RESTS(seen -> {
        var decision = real(seen);
        var current = seen.status().current();
        return decision.step() instanceof Step.Rest && current != null
                ? new Decision("verify", new Step.Verify(current))
                : decision;
    }),
    /** A deleted credential goes, its token stays. */
    DELETION_FORGETS_CURRENT(seen -> real(seen.deleting() ? status(seen, "current", null) : seen)),
    /** A deleted credential does not look for what its open attempt may have left. */
    DELETION_FORGETS_ATTEMPTS(seen -> real(seen.deleting() ? status(seen, "pending", null) : seen)),
    /** A deleted credential goes nowhere. */
    DELETION_NEVER_ENDS(seen -> seen.deleting() ? new Decision("rest", new Step.Rest(Optional.empty())) : real(seen)),
    /** Somebody else's Secret does not stop anybody from issuing. */
    OVERLOOKS_FOREIGN_SECRETS(seen -> real(Sample.with(seen, "secrets", ours(seen)))),
    /** A Secret ahead of a status is not recognised. */
    NEVER_ADOPTS_UNEXPECTED(seen -> {
        var decision = real(seen);
        return decision.step() instanceof Step.Adopt adopt && adopt.unexpected()
                ? new Decision("rest", new Step.Rest(Optional.empty()))
                : decision;
    }),
    /** What an open attempt may have left is swept at once, not after a successor was published. */
    SWEEPS_FIRST(seen -> {
        var decision = real(seen);
        var open = seen.status().pending();
        return decision.step() instanceof Step.Issue && open != null
                ? new Decision("sweep", new Step.Sweep(Unswept.by(open)))
                : decision;
    }),
    /** Where a published token was issued is recorded as the spec has it by now. */
    RECORDS_FROM_SPEC(seen -> {
        var decision = real(seen);
        return decision.step() instanceof Step.Adopt adopt
                ? new Decision(
                        decision.rule(),
                        seen.wanted()
                                .available()
                                .<Step>map(wanted -> Sample.with(adopt, "token", movedTo(wanted, adopt.token())))
                                .orElse(adopt))
                : decision;
    }),
    /** A credential that may go at any time, as its finalizer was removed, stops nobody. */
    OVERLOOKS_MISSING_FINALIZER(seen -> real(Sample.with(seen, "finalized", true))),
    /** A namespace that goes stops nobody who takes an attempt over. */
    GATES_ONLY_BEGINNINGS(seen -> real(seen.status().pending() == null ? seen : staying(seen))),
    /** A namespace that goes stops only whoever takes an attempt over. */
    GATES_ONLY_TAKE_OVERS(seen -> real(seen.status().pending() == null ? staying(seen) : seen)),
    /** A deleted credential's tokens go before its Secrets. */
    DELETES_SECRETS_LAST(seen -> {
        var decision = real(seen);
        var blind =
                decision.step() instanceof Step.DeleteSecret ? real(Sample.with(seen, "secrets", Map.of())) : decision;
        return blind.step() instanceof Step.Release ? decision : blind;
    }),
    /** Whoever takes an attempt over takes every request that is there by now for handled. */
    TAKES_OVER_AS_IF_ASKED_NOW(seen -> issuing(
            seen,
            step -> seen.status().pending() == null
                    ? step
                    : Sample.with(
                            step,
                            "pending",
                            Sample.with(
                                    step.pending(),
                                    "handledRevokeRequest",
                                    seen.requests().revoke().orElse(null))))),
    /** What the API server says when the cache has been asked is not thought about again. */
    DECIDES_ONCE(LifeDecisionBug::real) {
        @Override
        public Function<Observation, Decision> decider() {
            return new DecidingOnce();
        }
    },
    /** A Secret ahead of a status does not count when the next revision is chosen, nor is anything that was ever used. */
    FORGETS_REVISIONS(seen ->
            issuing(seen, step -> Sample.with(step, "pending", continued(step.pending(), following(seen), seen))));

    private final Function<Observation, Decision> broken;

    LifeDecisionBug(Function<Observation, Decision> broken) {
        this.broken = broken;
    }

    @Override
    public Decision decide(Observation seen) {
        return broken.apply(seen);
    }

    /** Decides on the Secrets as the cache had them, and only keeps what the API server has of the one to be replaced. */
    private static final class DecidingOnce implements Function<Observation, Decision> {

        private Map<String, SecretView> cached = Map.of();

        @Override
        public Decision apply(Observation seen) {
            if (!seen.fresh()) {
                cached = seen.secrets();
                return real(seen);
            }
            return issuing(
                    Sample.with(seen, "secrets", cached),
                    step -> Sample.with(
                            step,
                            "existing",
                            seen.secret(step.pending().secretName()).ours()));
        }
    }

    private static Observation staying(Observation seen) {
        return Sample.with(seen, "namespaceTerminating", false);
    }

    private static CurrentToken movedTo(Wanted.Available wanted, CurrentToken token) {
        var moved = Sample.with(token, "environmentId", wanted.target().environmentId());
        return Sample.with(moved, "environmentName", wanted.target().environmentName());
    }

    private static Decision real(Observation seen) {
        return new Decider().decide(seen);
    }

    private static Observation status(Observation seen, String component, @Nullable Object value) {
        return seen.withStatus(Sample.with(seen.status(), component, value));
    }

    private static Decision issuing(Observation seen, Function<Step.Issue, Step> change) {
        var decision = real(seen);
        return decision.step() instanceof Step.Issue issue
                ? new Decision(decision.rule(), change.apply(issue))
                : decision;
    }

    private static PendingToken continued(PendingToken pending, long revision, Observation seen) {
        var named = Sample.with(pending, "tokenName", TokenName.of(seen.installation(), seen.id(), revision));
        return Sample.with(named, "revision", revision);
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
