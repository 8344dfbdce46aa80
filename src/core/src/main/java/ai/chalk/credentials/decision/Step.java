// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.common.WithBuilder;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The one step of a reconciliation: either an {@link Effect}, or {@link Waiting}. Each carries everything that it needs, so that
 * acting decides nothing again.
 */
public sealed interface Step {

    /** Whether it must be decided again on fresh reads from the API server, because the cache may lag. */
    default boolean needsFreshLook() {
        return false;
    }

    /** Its name in {@code status.failure}: part of the API, so a record that is renamed must override it. */
    default String word() {
        return getClass().getSimpleName();
    }

    /** Whether it can fail and then waits; a step that only writes the status cannot. */
    default boolean backsOff() {
        return true;
    }

    /** Whether no later step may run while it waits for its retry, because its result decides what is right next. */
    default boolean comesFirst() {
        return false;
    }

    /** Where it calls Chalk; empty if it does not. */
    default Optional<TokenLocation> chalk() {
        return Optional.empty();
    }

    /** A step with which nothing is done. */
    sealed interface Waiting extends Step {

        /** When to decide again, if nothing happens before. */
        Optional<Instant> nextLook();
    }

    /** A step that changes something: in Chalk, in Kubernetes, or only in the status. */
    sealed interface Effect extends Step {

        /** Calls the method for this step: exhaustive, as {@code switch} over a sealed type is from Java 21. */
        <R> R applyTo(Handler<R> handler);
    }

    /**
     * One method for each effect, without a default: the compiler names every class that a new step concerns, and each of them
     * states what it does about the step, even if that is nothing.
     */
    interface Handler<R> {
        R issue(Issue step);

        R recordToken(RecordToken step);

        R adopt(Adopt step);

        R verify(Verify step);

        R sweep(Sweep step);

        R render(Render step);

        R updateGrants(UpdateGrants step);

        R restart(Restart step);

        R retire(Retire step);

        R handOver(HandOver step);

        R deleteSecret(DeleteSecret step);

        R release(Release step);
    }

    /** Nothing is due. */
    record Rest(Optional<Instant> until) implements Waiting {
        @Override
        public Optional<Instant> nextLook() {
            return until;
        }
    }

    /** Something is due, has failed, and is not retried before {@code until}. */
    record BackOff(Instant until) implements Waiting {
        @Override
        public Optional<Instant> nextLook() {
            return Optional.of(until);
        }
    }

    /** Something is due and is blocked. */
    record Stall(Obstacle obstacle, Instant until) implements Waiting {

        /** Checked again periodically, for changes that no event announces. */
        static Stall probing(Observation seen, Obstacle obstacle) {
            return new Stall(obstacle, seen.now().plus(Decider.PROBE));
        }

        @Override
        public Optional<Instant> nextLook() {
            return Optional.of(until);
        }
    }

    /**
     * Begin, issue and publish (docs/design.md, steps 2 to 4), or the same after taking over an attempt that was found open.
     *
     * @param pending what is written before anything is created
     * @param unswept where strays may be once this has begun
     * @param existing the Secret to replace, as it was read; empty if one is to be created
     */
    @WithBuilder
    record Issue(
            PendingToken pending,
            IssueReason reason,
            Grants grants,
            List<UnsweptEnvironment> unswept,
            Optional<SecretView.Ours> existing)
            implements Effect, StepIssueBuilder.With {

        public Issue {
            unswept = List.copyOf(unswept);
        }

        @Override
        public <R> R applyTo(Handler<R> handler) {
            return handler.issue(this);
        }

        @Override
        public boolean needsFreshLook() {
            return true;
        }

        @Override
        public Optional<TokenLocation> chalk() {
            return Optional.of(TokenLocation.of(pending));
        }
    }

    /**
     * Record in the status what was published (docs/design.md, step 5).
     *
     * @param superseded an open attempt that is given up by this: it may still leave a stray
     * @param unexpected the status does not announce this revision (it was restored, or the Secret is forged): Chalk
     *     must list the token under that very name, and accept its pair, before it is believed
     */
    record RecordToken(CurrentToken token, Optional<PendingToken> superseded, boolean unexpected) implements Effect {
        @Override
        public <R> R applyTo(Handler<R> handler) {
            return handler.recordToken(this);
        }

        @Override
        public String word() {
            return "Record";
        }

        @Override
        public boolean needsFreshLook() {
            return unexpected || superseded.isPresent();
        }

        @Override
        public boolean backsOff() {
            return unexpected;
        }

        @Override
        public boolean comesFirst() {
            return true;
        }

        @Override
        public Optional<TokenLocation> chalk() {
            return unexpected ? Optional.of(TokenLocation.of(token)) : Optional.empty();
        }
    }

    /** Adopt a Secret of a former credential of the same name that was handed to this one, with its token: no rotation. */
    record Adopt(SecretView.Ours secret, CurrentToken token) implements Effect {

        @Override
        public <R> R applyTo(Handler<R> handler) {
            return handler.adopt(this);
        }

        @Override
        public boolean needsFreshLook() {
            return true;
        }

        @Override
        public boolean comesFirst() {
            return true;
        }

        @Override
        public Optional<TokenLocation> chalk() {
            return Optional.of(TokenLocation.of(token));
        }
    }

    /** Verify the current pair, because a listing does not show its token. */
    record Verify(CurrentToken token) implements Effect {

        @Override
        public <R> R applyTo(Handler<R> handler) {
            return handler.verify(this);
        }

        @Override
        public boolean comesFirst() {
            return true;
        }

        @Override
        public Optional<TokenLocation> chalk() {
            return Optional.of(TokenLocation.of(token));
        }
    }

    /** Revoke the strays that superseded attempts may have left in one environment (docs/design.md, step 7). */
    record Sweep(UnsweptEnvironment environment) implements Effect {
        @Override
        public <R> R applyTo(Handler<R> handler) {
            return handler.sweep(this);
        }

        @Override
        public boolean needsFreshLook() {
            return true;
        }

        @Override
        public Optional<TokenLocation> chalk() {
            return Optional.of(TokenLocation.of(environment));
        }
    }

    /** Write the Secret again with the client id and secret in it. */
    record Render(SecretView.Ours secret, CurrentToken token) implements Effect {
        @Override
        public <R> R applyTo(Handler<R> handler) {
            return handler.render(this);
        }
    }

    /** Set the spec's grants on the current token. */
    record UpdateGrants(CurrentToken token, Grants grants) implements Effect {
        @Override
        public <R> R applyTo(Handler<R> handler) {
            return handler.updateGrants(this);
        }

        @Override
        public Optional<TokenLocation> chalk() {
            return Optional.of(TokenLocation.of(token));
        }
    }

    /**
     * Restart the pods of a workload (docs/design.md, step 8).
     *
     * @param revisions what to write to its pod template, by credential: the revision of this one, and of those that would
     *     restart the same workload next
     */
    record Restart(RolloutRestartTarget target, SortedMap<String, Long> revisions) implements Effect {

        public Restart {
            revisions = Collections.unmodifiableSortedMap(new TreeMap<>(revisions));
        }

        @Override
        public <R> R applyTo(Handler<R> handler) {
            return handler.restart(this);
        }
    }

    /**
     * Revoke a predecessor (docs/design.md, step 9) or, when the credential is being deleted, any of its tokens.
     *
     * @param formerSecret a Secret of a former name, which is deleted first
     */
    record Retire(RetiringToken token, Optional<FormerSecret> formerSecret) implements Effect {
        @Override
        public <R> R applyTo(Handler<R> handler) {
            return handler.retire(this);
        }

        @Override
        public boolean needsFreshLook() {
            return true;
        }

        @Override
        public Optional<TokenLocation> chalk() {
            return Optional.of(TokenLocation.of(token));
        }
    }

    /**
     * Hand over a revocation to a ChalkRevocation, which outlives the credential (docs/design.md, promise 10).
     *
     * @param left a token by its id, or the tokens of attempts by the prefix of their names
     */
    record HandOver(ChalkRevocationSpec left) implements Effect {

        @Override
        public <R> R applyTo(Handler<R> handler) {
            return handler.handOver(this);
        }

        @Override
        public boolean needsFreshLook() {
            return true;
        }
    }

    /** A Secret that is no longer needed, as it was read. */
    record FormerSecret(String name, SecretView.Ours secret) {}

    /** Delete a Secret because the credential is being deleted. */
    record DeleteSecret(FormerSecret secret) implements Effect {
        @Override
        public <R> R applyTo(Handler<R> handler) {
            return handler.deleteSecret(this);
        }

        @Override
        public boolean needsFreshLook() {
            return true;
        }
    }

    /** Everything of a deleted credential is revoked: remove its finalizer. */
    record Release() implements Effect {
        @Override
        public <R> R applyTo(Handler<R> handler) {
            return handler.release(this);
        }

        @Override
        public boolean needsFreshLook() {
            return true;
        }
    }
}
