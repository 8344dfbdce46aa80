// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A life without randomness: the operator reconciles until it rests, and crashes at most once, at a numbered effect.
 */
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
     * Creates a life with a new credential.
     *
     * @param crashAt the number of the effect at which the process crashes, counted from 1; 0 for none
     * @param crash whether it crashes before or after that effect
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

    /** All effects so far. */
    List<LifeEffect> effects() {
        return List.copyOf(effects);
    }

    /** Reconciles until a reconciliation has no effect. A process that crashes is followed by another one. */
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

    /** Advances the time, and reconciles until what has become due is done. */
    void worksAfter(Duration time) {
        world.advance(time);
        works();
    }

    /** Stops all faults, waits until everything is at rest, and checks every promise. */
    void ends() {
        world.fate = KIND;
        judgement.settle();
        judgement.judge();
    }
}
