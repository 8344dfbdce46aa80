// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.BlockingPod;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a predecessor whose overlap is over is not revoked yet (docs/design.md, promise 5).
 *
 * @param message what it waits for, and what ends the wait
 */
public record RevocationBlocker(Cause cause, String message) {

    private static final Duration SHORTEST_LOOK = Duration.ofSeconds(30);
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(5);
    private static final int PART = 4;

    /** What the revocation waits for. */
    public enum Cause {
        /** A connection of the operator still calls Chalk with it. */
        CONNECTION,
        /** A restart is pending, or a rollout is in progress. */
        ROLLOUT,
        /** A rollout that does not continue without manual action. */
        STUCK_ROLLOUT,
        /** A running container holds its value. */
        IN_USE
    }

    /** What the revocation of that token waits for; empty if it can be revoked now. */
    public static Optional<RevocationBlocker> of(Observation seen, RetiringToken token) {
        boolean regardlessOfWorkloads = Boolean.TRUE.equals(token.immediate()) || isForced(seen, token);
        return connection(seen, token).or(() -> regardlessOfWorkloads ? Optional.empty() : workloads(seen, token));
    }

    private static Optional<RevocationBlocker> workloads(Observation seen, RetiringToken token) {
        return stuck(seen).or(() -> rollout(seen)).or(() -> users(seen, token));
    }

    /**
     * {@code maxOverlap}, of the credential or of the policy, ends every wait except that for a connection: if Chalk refuses the
     * successor, the predecessor is the operator's only access.
     */
    private static boolean isForced(Observation seen, RetiringToken token) {
        var own = seen.effective().maxOverlap();
        var policy = seen.wanted().maxOverlap();
        return Stream.concat(own.stream(), policy.stream())
                .min(Duration::compareTo)
                .map(PredecessorUsageCheck.succeededAt(seen.status(), token)::plus)
                .filter(end -> !seen.now().isBefore(end))
                .isPresent();
    }

    private static Optional<RevocationBlocker> connection(Observation seen, RetiringToken token) {
        return seen.connectionClientIds().contains(token.clientId())
                ? Optional.of(new RevocationBlocker(
                        Cause.CONNECTION,
                        "a connection of this operator still uses client id " + token.clientId()
                                + "; it switches to the new one as soon as Chalk accepts that one"))
                : Optional.empty();
    }

    private static Optional<RevocationBlocker> stuck(Observation seen) {
        return stuckRollout(seen).map(message -> new RevocationBlocker(Cause.STUCK_ROLLOUT, message));
    }

    /** Which rollout does not continue, and why. */
    public static Optional<String> stuckRollout(Observation seen) {
        return seen.workloads().rollouts().values().stream()
                .flatMap(
                        rollout -> rollout instanceof Rollout.Stuck stuck ? Stream.of(stuck.message()) : Stream.empty())
                .sorted()
                .findFirst();
    }

    private static Optional<RevocationBlocker> rollout(Observation seen) {
        var restarts = RestartRules.pending(seen);
        if (!restarts.isEmpty()) {
            return Optional.of(new RevocationBlocker(
                    Cause.ROLLOUT, "the restart of " + WorkloadName.of(restarts.get(0)) + " is pending"));
        }
        return seen.workloads().rollouts().values().stream()
                .flatMap(rollout ->
                        rollout instanceof Rollout.Progressing going ? Stream.of(going.message()) : Stream.empty())
                .sorted()
                .findFirst()
                .map(message -> new RevocationBlocker(Cause.ROLLOUT, message));
    }

    private static Optional<RevocationBlocker> users(Observation seen, RetiringToken token) {
        if (!PredecessorUsageCheck.matters(seen.effective(), token, seen.now())) {
            return Optional.empty();
        }
        var blind = seen.workloads().blind().map(why -> new RevocationBlocker(Cause.IN_USE, blind(token, why)));
        return blind.or(() -> seen.workloads()
                .usage(token.tokenId())
                .filter(usage -> usage.count() > 0)
                .map(usage -> new RevocationBlocker(Cause.IN_USE, inUse(token, usage))));
    }

    private static String blind(RetiringToken token, String why) {
        return "cannot see whether revision " + token.revision() + " is in use: " + why
                + "; allow the operator to list pods, or set spec.rotation.revocationPolicy: AfterOverlap";
    }

    private static String inUse(RetiringToken token, SecretUsage usage) {
        var named = usage.containers().stream()
                .limit(3)
                .map(RevocationBlocker::name)
                .collect(Collectors.joining(", "));
        var more = usage.count() > 3 ? " and " + (usage.count() - 3) + " more" : "";
        return named + more + (usage.count() > 1 ? " still hold revision " : " still holds revision ")
                + token.revision()
                + ": add their workload to spec.rolloutRestartTargets, or restart it, or set"
                + " spec.rotation.revocationPolicy: AfterOverlap or spec.rotation.maxOverlap";
    }

    private static String name(BlockingPod blocking) {
        return "container " + blocking.container() + " of pod " + blocking.pod();
    }

    /** When to check again: often at first, and less often the longer the wait lasts. */
    static Optional<Instant> nextLook(Observation seen, RetiringToken token) {
        boolean rolling = seen.workloads().rollouts().values().stream().anyMatch(rollout -> !rollout.isOver());
        boolean over = !seen.now().isBefore(token.revokeTime());
        if (!over && !rolling) {
            return Optional.of(token.revokeTime());
        }
        var since = over ? token.revokeTime() : PredecessorUsageCheck.succeededAt(seen.status(), token);
        var pause = Duration.between(since, seen.now()).dividedBy(PART);
        var bounded = pause.compareTo(SHORTEST_LOOK) < 0
                ? SHORTEST_LOOK
                : pause.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : pause;
        var look = seen.now().plusSeconds(bounded.toSeconds());
        return Optional.of(over || look.isBefore(token.revokeTime()) ? look : token.revokeTime());
    }
}
