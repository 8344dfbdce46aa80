// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import java.util.ArrayDeque;
import java.util.Deque;

/** A life that somebody has written down: who is paused where, what happens meanwhile, and what fails. */
final class LifeScript implements LifeFate {

    private record Line(LifeProcess process, LifeEffect effect, Runnable meanwhile, Turn turn) {}

    final Life life = new Life(0, LifeMutation.NONE, true);
    final LifeWorld world = life.world;
    final LifeUser user = life.user;

    private final LifeJudgement judgement = new LifeJudgement(life);
    private final Deque<Line> lines = new ArrayDeque<>();

    LifeScript() {
        world.fate = this;
        user.creates();
    }

    LifeProcess starts() {
        return life.startProcess();
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

    LifeTokens.Token published() {
        return world.secret(world.secretName()).flatMap(world.tokens::in).orElseThrow();
    }

    /** Peace, and every promise is looked at. */
    void ends() {
        world.fate = LifeFate.KIND;
        judgement.settle();
        judgement.judge();
    }
}
