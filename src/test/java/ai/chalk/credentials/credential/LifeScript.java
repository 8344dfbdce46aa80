// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;

/** A life that somebody has written down: who is paused where, what happens meanwhile, and what fails. */
final class LifeScript implements LifeFate {

    private record Line(LifeProcess process, LifeEffect effect, Runnable meanwhile, Turn turn) {}

    final Life life;
    final LifeWorld world;
    final LifeUser user;

    private final LifeMutation mutation;
    private final LifeJudgement judgement;
    private final Deque<Line> lines = new ArrayDeque<>();

    LifeScript(LifeMutation mutation) {
        this.mutation = mutation;
        this.life = new Life(0, mutation, true);
        this.world = life.world;
        this.user = life.user;
        this.judgement = new LifeJudgement(life);
        world.fate = this;
        user.creates();
    }

    LifeProcess starts() {
        return life.startProcess();
    }

    /** The first token is published, recorded and at rest. */
    void isReady(LifeProcess process) {
        passes(process, 4);
        shows(() -> assertThat(published().label).isEqualTo("t1"));
    }

    /** What must be so at this point of the story; with a bug in it only the promises count. */
    void shows(Runnable check) {
        if (mutation == LifeMutation.NONE) {
            check.run();
        }
    }

    /** Nothing is due any more, whatever the clock says. */
    void rests(LifeProcess process) {
        int before = process.effects();
        passes(process, 2);
        LifePromises.hold(process.effects() == before, LifePromise.REST, process + " does not rest");
    }

    /** The next time that this process is about to do this, it is paused, and that happens first. */
    LifeScript pauses(LifeProcess process, LifeEffect effect, Runnable meanwhile) {
        lines.add(new Line(process, effect, meanwhile, Turn.TAKES_PLACE));
        return this;
    }

    /** The next time that this process does this, it ends so. */
    LifeScript ends(LifeProcess process, LifeEffect effect, Turn turn) {
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
    void passes(LifeProcess process, int count) {
        for (int i = 0; i < count; i++) {
            process.catchUp();
            blindPass(process);
        }
    }

    /** A pass on whatever the caches still have. */
    void blindPass(LifeProcess process) {
        try {
            process.pass(LifeWorld.NAME);
        } catch (Crash crash) {
            world.trace.add(() -> process + " is no more");
        }
    }

    LifeTokens.Token token(String label) {
        return world.tokens.all().stream()
                .filter(token -> token.label.equals(label))
                .findFirst()
                .orElseThrow();
    }

    LifeTokens.Token published() {
        return world.secret(world.secretName()).flatMap(world.tokens::in).orElseThrow();
    }

    /** A token of another credential. */
    String anothers() {
        return judgement.anothers();
    }

    /** Peace, and every promise is looked at. */
    void ends() {
        world.fate = LifeFate.KIND;
        judgement.settle();
        judgement.judge();
    }
}
