// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A life without chance: the operator works until it rests, and crashes at most once, at an effect that is told by its number. */
final class LifeStage implements LifeFate {

    private static final int MOST_PASSES = 100;

    final Life life;
    final LifeWorld world;
    final LifeUser user;

    private final LifeJudgement judgement;
    private final int crashAt;
    private final Turn crash;
    private final List<LifeEffect> effects = new ArrayList<>();

    /**
     * Begins with a credential that nobody has looked at.
     *
     * @param crashAt which effect the process dies at, counted from 1; 0 for none
     * @param crash whether it dies before or after that
     */
    LifeStage(LifeMutation mutation, int crashAt, Turn crash) {
        this.crashAt = crashAt;
        this.crash = crash;
        this.life = new Life(0, mutation, true);
        this.world = life.world;
        this.user = life.user;
        this.judgement = new LifeJudgement(life);
        world.fate = this;
        user.creates();
        life.startProcess();
    }

    @Override
    public Turn turn(LifeProcess process, LifeEffect effect) {
        effects.add(effect);
        return effects.size() == crashAt ? crash : Turn.TAKES_PLACE;
    }

    /** Everything that was asked of the world so far. */
    List<LifeEffect> effects() {
        return List.copyOf(effects);
    }

    /** Passes until one has no effect; whoever crashes is followed by another one. */
    void works() {
        boolean quiet = false;
        for (int passes = 0; !quiet; passes++) {
            LifePromises.hold(passes < MOST_PASSES, LifePromise.REST, "it never comes to rest");
            quiet = isQuiet(life.leader());
        }
    }

    private boolean isQuiet(LifeProcess process) {
        int before = process.effects();
        process.catchUp();
        try {
            process.pass(LifeWorld.NAME);
        } catch (Crash over) {
            life.startProcess();
            return false;
        }
        return process.effects() == before;
    }

    /** Time passes, and whatever has become due is done. */
    void worksAfter(Duration time) {
        world.advance(time);
        works();
    }

    /** Peace, and every promise is looked at. */
    void ends() {
        world.fate = KIND;
        judgement.settle();
        judgement.judge();
    }
}
