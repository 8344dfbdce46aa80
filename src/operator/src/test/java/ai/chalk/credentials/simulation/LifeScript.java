// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** A life that somebody has written down: who is paused where, what happens meanwhile, and what fails. */
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

    /** The first token is published, recorded and at rest. */
    public void isReady(LifeProcess process) {
        passes(process, 4);
        publishes("t1");
    }

    /** The same, and a rotation is asked for. */
    void isAskedToRotate(LifeProcess process) {
        isReady(process);
        user.requestsRotation();
    }

    /** It is about to do this for a rotation when another process is started and makes so many passes. */
    void isOvertakenRotating(LifeProcess process, LifeEffect effect, int passes) {
        isAskedToRotate(process);
        var other = starts();
        pauses(process, effect, () -> passes(other, passes));
        passes(process, 1);
    }

    /** The first token is at rest and backed up before so many passes of a rotation. */
    void rotatesAfterABackup(LifeProcess process, int passes) {
        isReady(process);
        user.backsUp();
        user.requestsRotation();
        passes(process, passes);
    }

    /** The first token is at rest, and is to be kept when the credential goes. */
    void isReadyToBeRetained(LifeProcess process) {
        isReady(process);
        user.edits("deletionPolicy", DeletionPolicy.RETAIN, ChalkServiceCredentialSpec::withDeletionPolicy);
        passes(process, 2);
    }

    /** A rotation is asked for, and nobody learns whether Chalk has created its token. */
    void leavesAnAttemptInDoubt(LifeProcess process) {
        user.requestsRotation();
        ends(process, LifeEffect.CREATE_TOKEN, Turn.ANSWER_LOST);
        passes(process, 1);
    }

    /** The credential goes, and leaves to a record what Chalk cannot be asked for. */
    void isDeletedWhileChalkIsAway(LifeProcess process) {
        user.deletesCredential();
        world.outage = true;
        passes(process, 3);
        world.advance(Duration.ofMinutes(11));
        passes(process, 6);
        shows(() -> assertThat(world.credential()).isEmpty());
    }

    /** That token is in the Secret at this point of the story. */
    void publishes(String label) {
        shows(() -> assertThat(published().label).isEqualTo(label));
    }

    /** So many tokens have ever been created by this point of the story. */
    void hasIssued(int tokens) {
        shows(() -> assertThat(world.tokens.all()).hasSize(tokens));
    }

    /** What must be so at this point of the story; with a bug in it only the promises count. */
    void shows(Runnable check) {
        if (mutation == LifeMutation.NONE) {
            check.run();
        }
    }

    /** Nothing is due any more, whatever the clock says. */
    public void rests(LifeProcess process) {
        int before = process.effects();
        passes(process, 2);
        LifePromises.hold(process.effects() == before, LifePromise.REST, process + " does not rest");
    }

    /** The next time that this process is about to do this, it is paused, and that happens first. */
    public LifeScript pauses(LifeProcess process, LifeEffect effect, Runnable meanwhile) {
        lines.add(new Line(process, effect, meanwhile, Turn.TAKES_PLACE));
        return this;
    }

    /** The next time that this process does this, it ends so. */
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

    /** So many passes on what the API server has now. */
    public void passes(LifeProcess process, int count) {
        for (int i = 0; i < count; i++) {
            process.catchUp();
            blindPass(process);
        }
    }

    /** A pass on whatever the caches still have. */
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

    /** Peace, and every promise is looked at. */
    public void ends() {
        world.fate = LifeFate.KIND;
        judgement.settle();
        judgement.judge();
    }
}
