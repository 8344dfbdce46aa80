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
 * The shortest counter-examples that the protocol model finds once a precondition is taken away, as stories: each is named after
 * the precondition, and comes with the bug that takes it away from the real code, and with the promise that this breaks. One
 * process stands alone or is followed by another, which takes over while the first is paused.
 */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum LifeCounterExample {
    /** A paused leader does not overwrite its successor. */
    GUARD(LifeStoreBug.SECRET_NOT_GUARDED, LifePromise.REVISIONS, (script, first) -> {
        script.isOvertakenRotating(first, LifeEffect.UPDATE_SECRET, 4);
        script.publishes("t3");
    }),

    /** What is replaced is what Begin read, not what has come into its place since. */
    ORDER(LifeStoreBug.REPLACES_WHATEVER_IS_THERE, LifePromise.REVISIONS, (script, first) -> {
        script.isOvertakenRotating(first, LifeEffect.EXCHANGE, 1);
        script.publishes("t3");
    }),

    /** An attempt that was given up may still be published where a user has made room: under a revision of its own. */
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

    /** Nothing is begun once somebody has removed the finalizer, though the cache still has it; then it is put back. */
    FINALIZED(LifeDecisionBug.OVERLOOKS_MISSING_FINALIZER, LifePromise.NOTHING_LEFT, (script, first) -> {
        script.isAskedToRotate(first);
        script.pauses(first, LifeEffect.READ_CREDENTIAL, script.user::stripsFinalizer);
        script.passes(first, 1);
        script.hasIssued(1);
        script.passes(first, 2);
        script.publishes("t2");
    }),

    /** What was published is adopted, though the cache does not have it. */
    GET(LifeDecisionBug.TAKES_OVER_BY_THE_CACHE, LifePromise.TWO_PUBLISHED, (script, first) -> {
        script.isReady(first);
        var second = script.starts();
        script.user.requestsRotation();
        script.passes(first, 1);
        second.store.credentials.catchUp();
        script.blindPass(second);
        script.publishes("t2");
    }),

    /** A successor that waits to be published where a Secret is: nobody revokes it as a stray before that is decided. */
    TOUCH(LifeDecisionBug.SWEEPS_BEFORE_REPLACING, LifePromise.USABLE_SECRET, (script, first) -> {
        script.isOvertakenRotating(first, LifeEffect.UPDATE_SECRET, 1);
        script.publishes("t3");
    }),

    /** The same where none is. */
    LATE(LifeDecisionBug.SWEEPS_BEFORE_CREATING, LifePromise.USABLE_SECRET, (script, first) -> {
        var second = script.starts();
        script.passes(first, 1);
        script.pauses(first, LifeEffect.CREATE_SECRET, () -> script.passes(second, 1));
        script.passes(first, 1);
        script.publishes("t2");
    }),

    /**
     * In the model a process sweeps its own attempt before the next one. The code takes no such short cut: it supersedes its own
     * attempt like anybody's, and must leave nothing either.
     */
    MINE(LifeDecisionBug.NEVER_SWEEPS, LifePromise.NOTHING_LEFT, (script, first) -> {
        script.isReady(first);
        script.leavesAnAttemptInDoubt(first);
        script.world.advance(Duration.ofMinutes(6));
        script.passes(first, 3);
        script.publishes("t3");
    }),

    /** The status takes the environment from what was published, not from the spec, which has moved on. */
    REC(LifeDecisionBug.RECORDS_FROM_SPEC, LifePromise.ENVIRONMENT, (script, first) -> {
        script.isAskedToRotate(first);
        script.passes(first, 1);
        script.user.edits("environment", "staging", ChalkServiceCredentialSpec::withEnvironment);
        script.passes(first, 1);
        script.shows(() -> assertThat(current(script).environmentName()).isEqualTo("production"));
    }),

    /** A predecessor is not revoked once somebody has put it back. */
    REV(LifeDecisionBug.RETIRES_BY_THE_CACHE, LifePromise.USABLE_SECRET, (script, first) -> {
        script.rotatesAfterABackup(first, 3);
        script.world.advance(Duration.ofHours(2));
        script.pauses(first, LifeEffect.READ_CREDENTIAL, script.user::restoresSecret);
        script.passes(first, 1);
        script.shows(() -> assertThat(script.token("t1").alive()).isTrue());
    }),

    /** A Secret that is ahead of a restored status is adopted. */
    AHEAD(LifeDecisionBug.NEVER_ADOPTS_UNEXPECTED, LifePromise.USABLE_SECRET, (script, first) -> {
        script.rotatesAfterABackup(first, 2);
        script.user.restoresStatus();
        script.passes(first, 3);
        script.hasIssued(2);
    }),

    /** What is decided last about a credential that goes is decided on what it is: its policy may have changed just now. */
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

    /** A newer record is not overwritten by an older one, which knows of no attempt. */
    ADOPT_GUARD(LifeStoreBug.STATUS_NOT_GUARDED, LifePromise.NOTHING_LEFT, (script, first) -> {
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

    /** A Secret that was published by an attempt before the open one is adopted on what the API server has, not the cache. */
    ADOPT_GET(LifeStoreBug.READ_FROM_CACHE, LifePromise.USABLE_SECRET, (script, first) -> {
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

    /** A token that a stale listing misses is not replaced: Chalk still accepts its pair. */
    EXCH(LifeDecisionBug.BELIEVES_LISTINGS, LifePromise.OVERLAP, (script, first) -> {
        script.isReady(first);
        script.world.advance(Duration.ofSeconds(5));
        script.ends(first, LifeEffect.LIST_TOKENS, Turn.STALE);
        first.readInventory();
        script.passes(first, 3);
        script.hasIssued(1);
    }),

    /** A token that one listing lacks is not gone: another one is asked for, a minute later. */
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

    /** Whatever ids somebody writes into a status: only what Chalk lists under this credential's name is revoked. */
    TRUST(LifeChalkBug.NAMES_NOT_CHECKED, LifePromise.NOT_OURS, (script, first) -> {
        script.isReady(first);
        script.user.forgesPredecessor(Optional.of(script.anothers()));
        script.passes(first, 4);
        script.user.forgesPredecessor(Optional.empty());
        script.publishes("t1");
    }),

    /** A record of attempts in doubt spares the token that the policy keeps. */
    KEPT(LifeStoreBug.RECORD_KEEPS_NOTHING, LifePromise.RETENTION, (script, first) -> {
        script.isReadyToBeRetained(first);
        script.leavesAnAttemptInDoubt(first);
        script.isDeletedWhileChalkIsAway(first);
    }),

    /** An attempt in doubt is handed over by its name. */
    REC_NAME(LifeStoreBug.ATTEMPTS_HANDED_TO_NOBODY, LifePromise.NOTHING_LEFT, (script, first) -> {
        script.isReady(first);
        script.leavesAnAttemptInDoubt(first);
        script.isDeletedWhileChalkIsAway(first);
    }),

    /** Nothing is begun for a namespace that goes, though its Secret is lost. */
    RECHECK(LifeDecisionBug.GATES_ONLY_TAKE_OVERS, LifePromise.NOT_IN_VAIN, (script, first) -> {
        script.isAskedToRotate(first);
        script.passes(first, 2);
        script.user.deletesNamespace();
        script.user.namespaceLosesSecrets();
        script.passes(first, 2);
        script.hasIssued(2);
    }),

    /** Nor is an attempt taken over in one. */
    GATE(LifeDecisionBug.GATES_ONLY_BEGINNINGS, LifePromise.NOT_IN_VAIN, (script, first) -> {
        script.isReady(first);
        script.leavesAnAttemptInDoubt(first);
        script.user.deletesNamespace();
        script.user.namespaceLosesSecrets();
        script.world.advance(Duration.ofMinutes(11));
        script.passes(first, 6);
        script.hasIssued(2);
    }),

    /** Nobody starts with a value that is about to die: the Secret of a deleted credential goes before its token. */
    SEC_FIRST(LifeDecisionBug.DELETES_SECRETS_LAST, LifePromise.USABLE_SECRET, (script, first) -> {
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

    /** A leak that is reported during an attempt is not taken for handled by whoever takes that over. */
    KEEP(LifeDecisionBug.TAKES_OVER_AS_IF_ASKED_NOW, LifePromise.LEAKS, (script, first) -> {
        script.isAskedToRotate(first);
        script.ends(first, LifeEffect.UPDATE_SECRET, Turn.CRASH_BEFORE);
        script.passes(first, 1);
        script.user.reportsLeak();
        var second = script.starts();
        script.passes(second, 8);
        script.hasIssued(4);
    }),

    /** A leak is not taken for handled where the attempt for it is given up for an older token. */
    LEAK_IN_VAIN(LifeStoreBug.ADOPTING_HANDLES_LEAKS, LifePromise.LEAKS, (script, first) -> {
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

    /** What a stale cache calls a repair is looked at again: a rotation waits for the predecessor's end. */
    REDECIDE(LifeDecisionBug.BEGINS_BY_THE_CACHE, LifePromise.TWO_PUBLISHED, (script, first) -> {
        script.isReady(first);
        var second = script.starts();
        script.user.requestsRotation();
        script.passes(first, 2);
        second.store.credentials.catchUp();
        script.blindPass(second);
        script.hasIssued(2);
    });

    /** What takes the precondition away. */
    final LifeMutation bug;

    /** What then breaks first. */
    final LifePromise broken;

    private final BiConsumer<LifeScript, LifeProcess> story;

    LifeCounterExample(LifeMutation bug, LifePromise broken, BiConsumer<LifeScript, LifeProcess> story) {
        this.bug = bug;
        this.broken = broken;
        this.story = story;
    }

    /** Tells it to the operator with that bug in it, to the end, at which every promise is looked at. */
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
