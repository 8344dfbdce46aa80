// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import ai.chalk.credentials.api.v1alpha1.SecretOutputBuilder;
import ai.chalk.credentials.simulation.LifeFate.Turn;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The shortest counter-examples that the protocol model ({@code ./dev model}) finds if a precondition is removed, as scripts. Each is named
 * after the precondition, and has the bug that removes the precondition from the real code and the promise that this
 * breaks. A script has one process, or a second one that takes over while the first is paused.
 */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum LifeCounterExample {
    /** A paused leader does not overwrite its successor's Secret. */
    GUARD(LifeStoreBug.SECRET_NOT_GUARDED, LifePromise.REVISIONS, (script, first) -> {
        script.isOvertakenRotating(first, LifeEffect.UPDATE_SECRET, 4);
        script.publishes("t3");
    }),

    /** An attempt replaces only the Secret that it began with, not one that was published in the meantime. */
    ORDER(LifeStoreBug.REPLACES_WHATEVER_IS_THERE, LifePromise.REVISIONS, (script, first) -> {
        script.isOvertakenRotating(first, LifeEffect.EXCHANGE, 1);
        script.publishes("t3");
    }),

    /** An abandoned attempt may still be published if a user has deleted the Secret; it has a revision of its own. */
    BURN(LifeDecisionBug.CONTINUES_ATTEMPTS, LifePromise.REVISIONS, (script, first) -> {
        var second = script.starts();
        script.passes(first, 1);
        script.pauses(first, LifeEffect.CREATE_SECRET, () -> {
            script.passes(second, 2);
            script.user.deletesSecret(LifeWorld.NAME);
        });
        script.passes(first, 1);
        script.shows(() -> assertThat(script.published().revision()).isEqualTo(1));
    }),

    /**
     * No attempt begins once a user has removed the finalizer, even if the cache still shows it; the finalizer is added
     * again first.
     */
    FINALIZED(LifeDecisionBug.OVERLOOKS_MISSING_FINALIZER, LifePromise.NOTHING_LEFT, (script, first) -> {
        script.isAskedToRotate(first);
        script.pauses(first, LifeEffect.READ_CREDENTIAL, script.user::stripsFinalizer);
        script.passes(first, 1);
        script.hasIssued(1);
        script.passes(first, 2);
        script.publishes("t2");
    }),

    /** A published token is recorded even if it is not in the cache yet. */
    GET(LifeDecisionBug.TAKES_OVER_BY_THE_CACHE, LifePromise.TWO_PUBLISHED, (script, first) -> {
        script.isReady(first);
        var second = script.starts();
        script.user.requestsRotation();
        script.passes(first, 1);
        second.store.credentials.catchUp();
        script.blindPass(second);
        script.publishes("t2");
    }),

    /**
     * While a paused process is about to replace a Secret, its token is not revoked as a stray before the Secret is
     * decided.
     */
    TOUCH(LifeDecisionBug.SWEEPS_BEFORE_REPLACING, LifePromise.USABLE_SECRET, (script, first) -> {
        script.isOvertakenRotating(first, LifeEffect.UPDATE_SECRET, 1);
        script.publishes("t3");
    }),

    /** The same if the paused process is about to create the Secret. */
    LATE(LifeDecisionBug.SWEEPS_BEFORE_CREATING, LifePromise.USABLE_SECRET, (script, first) -> {
        var second = script.starts();
        script.passes(first, 1);
        script.pauses(first, LifeEffect.CREATE_SECRET, () -> script.passes(second, 1));
        script.passes(first, 1);
        script.publishes("t2");
    }),

    /**
     * In the model, a process sweeps its own attempt before the next one. The code has no such shortcut: it supersedes
     * its own attempt like any other, and must leave nothing either.
     */
    MINE(LifeDecisionBug.NEVER_SWEEPS, LifePromise.NOTHING_LEFT, (script, first) -> {
        script.isReady(first);
        script.leavesAnAttemptInDoubt(first);
        script.world.advance(Duration.ofMinutes(6));
        script.passes(first, 3);
        script.publishes("t3");
    }),

    /**
     * The status records the environment that the token was issued for, not that of the spec, which was edited since.
     */
    PINNED(LifeDecisionBug.RECORDS_FROM_SPEC, LifePromise.ENVIRONMENT, (script, first) -> {
        script.isAskedToRotate(first);
        script.passes(first, 1);
        script.user.edits("environment", "staging", ChalkServiceCredentialSpec::withEnvironment);
        script.passes(first, 1);
        script.shows(() -> assertThat(current(script).environmentName()).isEqualTo("production"));
    }),

    /** A predecessor is not revoked after a user has restored its Secret. */
    REREAD(LifeDecisionBug.RETIRES_BY_THE_CACHE, LifePromise.USABLE_SECRET, (script, first) -> {
        script.rotatesAfterABackup(first, 3);
        script.world.advance(Duration.ofHours(2));
        script.pauses(first, LifeEffect.READ_CREDENTIAL, script.user::restoresSecret);
        script.passes(first, 1);
        script.shows(() -> assertThat(script.token("t1").alive()).isTrue());
    }),

    /** A Secret with a newer token than a restored status is recorded. */
    AHEAD(LifeDecisionBug.NEVER_RECORDS_UNEXPECTED, LifePromise.USABLE_SECRET, (script, first) -> {
        script.rotatesAfterABackup(first, 2);
        script.user.restoresStatus();
        script.passes(first, 3);
        script.hasIssued(2);
    }),

    /**
     * The finalizer is removed only from the version of the credential that was decided on: its policy may have just
     * changed.
     */
    FIN_GUARD(LifeStoreBug.FINALIZER_NOT_GUARDED, LifePromise.NOTHING_LEFT, (script, first) -> {
        script.isReadyToBeRetained(first);
        script.user.deletesCredential();
        script.pauses(
                first,
                LifeEffect.REMOVE_FINALIZER,
                () -> script.user.edits(
                        "deletionPolicy", DeletionPolicy.DELETE, ChalkServiceCredentialSpec::withDeletionPolicy));
        script.passes(first, 1);
        script.shows(() -> assertThat(script.world.credential()).isPresent());
    }),

    /** A newer status is not overwritten by an older one that does not contain the open attempt. */
    RECORD_GUARD(LifeStoreBug.STATUS_NOT_GUARDED, LifePromise.NOTHING_LEFT, (script, first) -> {
        script.isAskedToRotate(first);
        script.passes(first, 1);
        var second = script.starts();
        script.pauses(first, LifeEffect.WRITE_STATUS, () -> {
            script.passes(second, 1);
            script.user.reportsLeak();
            script.ends(second, LifeEffect.UPDATE_SECRET, Turn.CRASH_BEFORE);
            script.passes(second, 1);
        });
        script.passes(first, 1);
        script.publishes("t2");
    }),

    /**
     * A Secret that was published by an attempt before the open one is recorded as the API server has it, not as the
     * cache has it.
     */
    RECORD_GET(LifeStoreBug.READ_FROM_CACHE, LifePromise.USABLE_SECRET, (script, first) -> {
        script.isAskedToRotate(first);
        script.passes(first, 1);
        var second = script.starts();
        script.user.tampersWithSecret(LifeWorld.NAME);
        script.pauses(first, LifeEffect.UPDATE_SECRET, () -> {
            second.store.credentials.catchUp();
            script.blindPass(second);
            script.blindPass(second);
        });
        script.passes(first, 1);
        script.publishes("t4");
    }),

    /** A token that is missing from a stale listing is not replaced, because Chalk still accepts its pair. */
    EXCHANGE(LifeDecisionBug.BELIEVES_LISTINGS, LifePromise.OVERLAP, (script, first) -> {
        script.isReady(first);
        script.world.advance(Duration.ofSeconds(5));
        script.ends(first, LifeEffect.LIST_TOKENS, Turn.STALE);
        first.readInventory();
        script.passes(first, 3);
        script.hasIssued(1);
    }),

    /** A token that is missing from one listing does not count as gone: the operator lists again a minute later. */
    ABSENT(LifeChalkBug.ONE_ABSENCE_BELIEVED, LifePromise.NOTHING_LEFT, (script, first) -> {
        script.isAskedToRotate(first);
        script.passes(first, 3);
        script.world.advance(Duration.ofHours(2));
        script.ends(first, LifeEffect.LIST_TOKENS, Turn.STALE);
        script.passes(first, 1);
        script.world.advance(Duration.ofMinutes(2));
        script.passes(first, 3);
        script.world.advance(Duration.ofMinutes(10));
        script.passes(first, 3);
        script.shows(() -> assertThat(script.token("t1").alive()).isFalse());
    }),

    /**
     * Whatever ids a user writes into a status, only tokens that Chalk lists under this credential's name are revoked.
     */
    TRUST(LifeChalkBug.NAMES_NOT_CHECKED, LifePromise.NOT_OURS, (script, first) -> {
        script.isReady(first);
        script.user.forgesPredecessor(Optional.of(script.anothers()));
        script.passes(first, 4);
        script.user.forgesPredecessor(Optional.empty());
        script.publishes("t1");
    }),

    /** A ChalkRevocation for attempts in doubt spares the token that the policy retains. */
    KEPT(LifeStoreBug.RECORD_KEEPS_NOTHING, LifePromise.RETENTION, (script, first) -> {
        script.isReadyToBeRetained(first);
        script.leavesAnAttemptInDoubt(first);
        script.isDeletedWhileChalkIsAway(first);
    }),

    /** An attempt in doubt is handed over by the name of its token. */
    PREFIX(LifeStoreBug.ATTEMPTS_HANDED_TO_NOBODY, LifePromise.NOTHING_LEFT, (script, first) -> {
        script.isReady(first);
        script.leavesAnAttemptInDoubt(first);
        script.isDeletedWhileChalkIsAway(first);
    }),

    /** No attempt begins in a namespace that is being deleted, even if the Secret is lost. */
    RECHECK(LifeDecisionBug.GATES_ONLY_TAKE_OVERS, LifePromise.NOT_IN_VAIN, (script, first) -> {
        script.isAskedToRotate(first);
        script.passes(first, 2);
        script.user.deletesNamespace();
        script.user.namespaceLosesSecrets();
        script.passes(first, 2);
        script.hasIssued(2);
    }),

    /** No attempt is taken over in a namespace that is being deleted either. */
    GATE(LifeDecisionBug.GATES_ONLY_BEGINNINGS, LifePromise.NOT_IN_VAIN, (script, first) -> {
        script.isReady(first);
        script.leavesAnAttemptInDoubt(first);
        script.user.deletesNamespace();
        script.user.namespaceLosesSecrets();
        script.world.advance(Duration.ofMinutes(11));
        script.passes(first, 6);
        script.hasIssued(2);
    }),

    /**
     * No workload starts with a value that is about to be revoked: the Secret of a deleted credential goes before its
     * token.
     */
    SECRET_FIRST(LifeDecisionBug.DELETES_SECRETS_LAST, LifePromise.USABLE_SECRET, (script, first) -> {
        script.isReady(first);
        var second = script.starts();
        script.user.requestsRotation();
        script.pauses(first, LifeEffect.CREATE_TOKEN, () -> {
            script.user.deletesCredential();
            script.passes(second, 8);
        });
        script.passes(first, 1);
        script.shows(() -> assertThat(script.world.credential()).isEmpty());
    }),

    /**
     * A leak that is reported during an attempt does not count as handled when another process takes the attempt over.
     */
    KEEP(LifeDecisionBug.TAKES_OVER_AS_IF_ASKED_NOW, LifePromise.LEAKS, (script, first) -> {
        script.isAskedToRotate(first);
        script.ends(first, LifeEffect.UPDATE_SECRET, Turn.CRASH_BEFORE);
        script.passes(first, 1);
        script.user.reportsLeak();
        var second = script.starts();
        script.passes(second, 8);
        script.hasIssued(4);
    }),

    /** A leak does not count as handled if the attempt for it is abandoned in favour of an older token. */
    LEAK_IN_VAIN(LifeStoreBug.RECORDING_HANDLES_LEAKS, LifePromise.LEAKS, (script, first) -> {
        script.rotatesAfterABackup(first, 2);
        script.user.edits(
                "secret",
                SecretOutputBuilder.builder().name("scorer-b").build(),
                ChalkServiceCredentialSpec::withSecret);
        script.user.restoresStatus();
        script.user.reportsLeak();
        script.ends(first, LifeEffect.CREATE_TOKEN, Turn.CRASH_BEFORE);
        script.passes(first, 1);
        script.user.edits(
                "secret",
                SecretOutputBuilder.builder().name(LifeWorld.NAME).build(),
                ChalkServiceCredentialSpec::withSecret);
        var second = script.starts();
        script.passes(second, 8);
        script.shows(() -> assertThat(script.token("t2").alive()).isFalse());
    }),

    /**
     * A repair that only a stale cache asks for is decided again on fresh data: a rotation waits until the predecessor
     * is revoked.
     */
    REDECIDE(LifeDecisionBug.BEGINS_BY_THE_CACHE, LifePromise.TWO_PUBLISHED, (script, first) -> {
        script.isReady(first);
        var second = script.starts();
        script.user.requestsRotation();
        script.passes(first, 2);
        second.store.credentials.catchUp();
        script.blindPass(second);
        script.hasIssued(2);
    });

    /** The bug that removes the precondition. */
    final LifeMutation bug;

    /** The promise that then breaks first. */
    final LifePromise broken;

    private final BiConsumer<LifeScript, LifeProcess> story;

    LifeCounterExample(LifeMutation bug, LifePromise broken, BiConsumer<LifeScript, LifeProcess> story) {
        this.bug = bug;
        this.broken = broken;
        this.story = story;
    }

    /** Runs the script against the operator with that bug. At the end every promise is checked. */
    void tell(LifeMutation mutation) {
        var script = new LifeScript(mutation);
        story.accept(script, script.starts());
        script.ends();
    }

    private static CurrentToken current(LifeScript script) {
        var status =
                Objects.requireNonNull(script.world.credential().orElseThrow().getStatus());
        return Objects.requireNonNull(status.current());
    }
}
