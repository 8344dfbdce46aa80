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

/** The one thing that a pass does. Each carries all that carrying it out needs, so that acting asks no question again. */
public sealed interface Step {

    /** Hands this step to whoever carries it out; exhaustive where Java 17's {@code switch} cannot be. */
    <R> R applyTo(Handler<R> handler);

    /** Whether it must be decided again on what the API server says now, as a cache may lag. */
    default boolean needsFreshLook() {
        return false;
    }

    /** Its name in {@code status.failure}: part of the API, so a record that is renamed must override it. */
    default String word() {
        return getClass().getSimpleName();
    }

    /** Whether it can fail at all, and then waits; what only writes the status cannot. */
    default boolean backsOff() {
        return true;
    }

    /** Whether nothing behind it may be done while it waits to be tried again: its answer decides what else is right. */
    default boolean comesFirst() {
        return false;
    }

    /** Where it talks to Chalk; empty where it does not. */
    default Optional<TokenLocation> chalk() {
        return Optional.empty();
    }

    /** One method for each step. */
    interface Handler<R> {
        R rest(Rest step);

        R backOff(BackOff step);

        R stall(Stall step);

        R issue(Issue step);

        R adopt(Adopt step);

        R takeIn(TakeIn step);

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
    record Rest(Optional<Instant> until) implements Step {
        @Override
        public <R> R applyTo(Handler<R> handler) {
            return handler.rest(this);
        }
    }

    /** Something is due, failed a moment ago, and is not tried again before {@code until}. */
    record BackOff(Instant until) implements Step {
        @Override
        public <R> R applyTo(Handler<R> handler) {
            return handler.backOff(this);
        }
    }

    /** Something is due and cannot be done. */
    record Stall(Obstacle obstacle, Instant until) implements Step {

        /** Looked at again now and then, for changes that no event announces. */
        static Stall probing(Observation seen, Obstacle obstacle) {
            return new Stall(obstacle, seen.now().plus(Decider.PROBE));
        }

        @Override
        public <R> R applyTo(Handler<R> handler) {
            return handler.stall(this);
        }
    }

    /**
     * Begin, issue and publish (design: steps 2 to 4), or the same after taking over an attempt that was found open.
     *
     * @param pending what is written before anything is created
     * @param unswept what may have left strays once this has begun
     * @param existing the Secret that is to be replaced, as it was read; empty where one is to be created
     */
    @WithBuilder
    record Issue(
            PendingToken pending,
            IssueReason reason,
            Grants grants,
            List<UnsweptEnvironment> unswept,
            Optional<SecretView.Ours> existing)
            implements Step, StepIssueBuilder.With {

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
     * Recognise what was published (step 5).
     *
     * @param superseded an open attempt that is given up by this: it may still leave a stray
     * @param unexpected the status does not announce this revision (it was restored, or somebody forged the Secret): Chalk
     *     must list the token under that very name, and accept its pair, before it is believed
     */
    record Adopt(CurrentToken token, Optional<PendingToken> superseded, boolean unexpected) implements Step {
        @Override
        public <R> R applyTo(Handler<R> handler) {
            return handler.adopt(this);
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

    /** Take in a Secret of a former credential of the same name, which somebody has handed to this one: no rotation. */
    record TakeIn(SecretView.Ours secret, CurrentToken token) implements Step {

        @Override
        public <R> R applyTo(Handler<R> handler) {
            return handler.takeIn(this);
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

    /** Try the current pair, because a listing does not show its token. */
    record Verify(CurrentToken token) implements Step {

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

    /** Revoke what superseded attempts may have left in one environment (step 7). */
    record Sweep(UnsweptEnvironment environment) implements Step {
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

    /** Write the Secret again from the client id and secret in it. */
    record Render(SecretView.Ours secret, CurrentToken token) implements Step {
        @Override
        public <R> R applyTo(Handler<R> handler) {
            return handler.render(this);
        }
    }

    /** Put the spec's grants on the current token. */
    record UpdateGrants(CurrentToken token, Grants grants) implements Step {
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
     * Have a workload start its pods anew (step 8).
     *
     * @param revisions what to write into its pod template, by credential: that of this one, and of those that would restart
     *     the same workload next
     */
    record Restart(RolloutRestartTarget target, SortedMap<String, Long> revisions) implements Step {

        public Restart {
            revisions = Collections.unmodifiableSortedMap(new TreeMap<>(revisions));
        }

        @Override
        public <R> R applyTo(Handler<R> handler) {
            return handler.restart(this);
        }
    }

    /**
     * Revoke a predecessor (step 9), or, when the credential is being deleted, any of its tokens.
     *
     * @param formerSecret a Secret of a former name that goes first
     */
    record Retire(RetiringToken token, Optional<FormerSecret> formerSecret) implements Step {
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
     * Write down what must still be revoked in a record that outlives the credential (promise 10), and let it go here.
     *
     * @param left a token by its id, or what attempts may have left under a prefix of names
     */
    record HandOver(ChalkRevocationSpec left) implements Step {

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
    record DeleteSecret(FormerSecret secret) implements Step {
        @Override
        public <R> R applyTo(Handler<R> handler) {
            return handler.deleteSecret(this);
        }

        @Override
        public boolean needsFreshLook() {
            return true;
        }
    }

    /** Nothing is left of a credential that is being deleted: its finalizer goes. */
    record Release() implements Step {
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
