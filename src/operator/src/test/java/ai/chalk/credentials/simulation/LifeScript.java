// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** A life that is written down: which process is paused where, what happens meanwhile, and what fails. */
public final class LifeScript implements LifeFate {

    private record Line(LifeProcess process, LifeEffect effect, Runnable meanwhile, Turn turn) {}

    final Life life;
    public final LifeWorld world;
    public final LifeUser user;

    private final LifeMutation mutation;
    private final LifeJudgement judgement;
    private final Deque<Line> lines = new ArrayDeque<>();

    public LifeScript(LifeMutation mutation) {
        this.mutation = mutation;
        this.life = new Life(0, mutation, true);
        this.world = life.world;
        this.user = life.user;
        this.judgement = new LifeJudgement(life);
        world.fate = this;
        user.creates();
    }

    public LifeProcess starts() {
        return life.startProcess();
    }

    /** Until the first token is published and recorded, and the credential is at rest. */
    public void isReady(LifeProcess process) {
        passes(process, 4);
        publishes("t1");
    }

    /** The same, then a user requests a rotation. */
    void isAskedToRotate(LifeProcess process) {
        isReady(process);
        user.requestsRotation();
    }

    /**
     * While a process is about to carry out this effect for a rotation, another one starts and reconciles this many
     * times.
     */
    void isOvertakenRotating(LifeProcess process, LifeEffect effect, int passes) {
        isAskedToRotate(process);
        var other = starts();
        pauses(process, effect, () -> passes(other, passes));
        passes(process, 1);
    }

    /** With the first token at rest a backup is made; then a rotation goes on for this many reconciliations. */
    void rotatesAfterABackup(LifeProcess process, int passes) {
        isReady(process);
        user.backsUp();
        user.requestsRotation();
        passes(process, passes);
    }

    /** With the first token at rest, the policy is changed to Retain. */
    void isReadyToBeRetained(LifeProcess process) {
        isReady(process);
        user.edits("deletionPolicy", DeletionPolicy.RETAIN, ChalkServiceCredentialSpec::withDeletionPolicy);
        passes(process, 2);
    }

    /** A rotation is requested, and the answer to the creation of its token is lost. */
    void leavesAnAttemptInDoubt(LifeProcess process) {
        user.requestsRotation();
        ends(process, LifeEffect.CREATE_TOKEN, Turn.ANSWER_LOST);
        passes(process, 1);
    }

    /** The credential is deleted during an outage of Chalk, and leaves what it could not revoke to ChalkRevocations. */
    void isDeletedWhileChalkIsAway(LifeProcess process) {
        user.deletesCredential();
        world.outage = true;
        passes(process, 3);
        world.advance(Duration.ofMinutes(11));
        passes(process, 6);
        shows(() -> assertThat(world.credential()).isEmpty());
    }

    /** Asserts that this token is in the Secret at this point of the script. */
    void publishes(String label) {
        shows(() -> assertThat(published().label).isEqualTo(label));
    }

    /** Asserts that this many tokens have been created by this point of the script. */
    void hasIssued(int tokens) {
        shows(() -> assertThat(world.tokens.all()).hasSize(tokens));
    }

    /** Asserts something at this point of the script. With a bug planted, only the promises are checked. */
    void shows(Runnable check) {
        if (mutation == LifeMutation.NONE) {
            check.run();
        }
    }

    /** Removes the interval, so that no rotation becomes due with time. */
    public void rests(LifeProcess process) {
        int before = process.effects();
        passes(process, 2);
        LifePromises.hold(process.effects() == before, LifePromise.REST, process + " does not rest");
    }

    /** The next time that this process is about to carry out this effect, it is paused, and this action runs first. */
    public LifeScript pauses(LifeProcess process, LifeEffect effect, Runnable meanwhile) {
        lines.add(new Line(process, effect, meanwhile, Turn.TAKES_PLACE));
        return this;
    }

    /** Gives the next such effect of this process this fate. */
    public LifeScript ends(LifeProcess process, LifeEffect effect, Turn turn) {
        lines.add(new Line(process, effect, () -> {}, turn));
        return this;
    }

    @Override
    public Turn turn(LifeProcess process, LifeEffect effect) {
        var next = lines.stream()
                .filter(line -> line.process() == process && line.effect() == effect)
                .findFirst();
        next.ifPresent(line -> {
            lines.remove(line);
            line.meanwhile().run();
        });
        return next.map(Line::turn).orElse(Turn.TAKES_PLACE);
    }

    /** Reconciles this many times on the present state of the API server. */
    public void passes(LifeProcess process, int count) {
        for (int i = 0; i < count; i++) {
            process.catchUp();
            blindPass(process);
        }
    }

    /** Reconciles on the present caches, however stale. */
    public void blindPass(LifeProcess process) {
        try {
            process.pass(LifeWorld.NAME);
        } catch (Crash crash) {
            world.trace.add(() -> process + " is no more");
        }
    }

    public LifeTokens.Token token(String label) {
        return world.tokens.all().stream()
                .filter(token -> token.label.equals(label))
                .findFirst()
                .orElseThrow();
    }

    public LifeTokens.Token published() {
        return world.secret(world.secretName()).flatMap(world.tokens::in).orElseThrow();
    }

    /** A token of another credential. */
    String anothers() {
        return judgement.anothers();
    }

    /** Stops all faults, waits until everything is at rest, and checks every promise. */
    public void ends() {
        world.fate = LifeFate.KIND;
        judgement.settle();
        judgement.judge();
    }
}
