// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import ai.chalk.credentials.api.v1alpha1.RevocationPolicy;
import ai.chalk.credentials.api.v1alpha1.Rotation;
import ai.chalk.credentials.api.v1alpha1.SecretFormat;
import ai.chalk.credentials.api.v1alpha1.SecretOutput;
import ai.chalk.credentials.api.v1alpha1.SecretOutputBuilder;
import ai.chalk.credentials.simulation.LifeFate.Turn;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Draws at random which effects fail and how, and what others do while a process is in the middle of its work. */
final class LifeAccidents implements LifeFate {

    private static final List<Turn> IN_KUBERNETES = List.of(
            Turn.FAILS, Turn.REQUEST_LOST, Turn.ANSWER_LOST, Turn.REPEATED, Turn.CRASH_BEFORE, Turn.CRASH_AFTER);
    private static final List<Turn> IN_CHALK = List.of(
            Turn.FAILS,
            Turn.DENIED,
            Turn.REQUEST_LOST,
            Turn.ANSWER_LOST,
            Turn.LATE,
            Turn.STALE,
            Turn.STALE,
            Turn.CRASH_BEFORE,
            Turn.CRASH_AFTER);
    private static final int OFTEN = 1000;

    private final Life life;
    private final Random random;
    private final int faults;
    private final int interruptions;
    private final int lag;
    private int depth;

    LifeAccidents(Life life, Random random) {
        this.life = life;
        this.random = random;
        this.faults = List.of(0, 20, 60, 150).get(random.nextInt(4));
        this.interruptions = List.of(0, 30, 100, 250).get(random.nextInt(4));
        this.lag = List.of(0, 2, 5).get(random.nextInt(3));
    }

    @Override
    public Turn turn(LifeProcess process, LifeEffect effect) {
        if (depth < 2 && random.nextInt(OFTEN) < interruptions) {
            meanwhile(process);
        }
        if (random.nextInt(OFTEN) >= faults) {
            return Turn.TAKES_PLACE;
        }
        var turns = effect.isInChalk() ? IN_CHALK : IN_KUBERNETES;
        return turns.get(random.nextInt(turns.size()));
    }

    /** Pauses a process while others continue. */
    private void meanwhile(LifeProcess paused) {
        depth++;
        world().trace.add(() -> paused + " is paused");
        try {
            int kind = random.nextInt(8);
            if (kind < 4) {
                others(paused);
            } else if (kind < 7) {
                userActs();
            } else {
                life.passTime();
            }
        } finally {
            depth--;
            world().trace.add(() -> paused + " goes on");
        }
    }

    private void others(LifeProcess paused) {
        var other = random.nextInt(3) == 0 ? life.startProcess() : life.anyProcess();
        if (other != paused && depth < 2) {
            life.run(other, 1 + random.nextInt(5));
        }
    }

    /** Delivers to each informer of a process a few of the pending changes, all of them, or none. */
    void newsArrive(LifeProcess process) {
        var store = process.store;
        for (var cache : List.of(store.credentials, store.secrets, store.namespaces)) {
            if (lag == 0 || random.nextInt(10) >= lag) {
                cache.catchUp();
            } else {
                cache.catchUp(random.nextInt(3));
            }
        }
    }

    void weatherChanges() {
        switch (random.nextInt(7)) {
            case 0, 1 -> {
                world().outage = !world().outage;
                world().trace.add(() -> "Chalk is away: " + world().outage);
            }
            case 2 -> world().connected = !world().connected;
            case 3 -> world().land();
            case 4 -> world().cluster.collectGarbage();
            case 5 -> world().workload.getsStuck();
            default -> world().workload.start();
        }
    }

    void userActs() {
        var name = random.nextInt(5) == 0 ? LifeWorld.NAME : world().secretName();
        switch (random.nextInt(25)) {
            case 0, 1, 2 -> life.user.requestsRotation();
            case 3, 4 -> life.user.reportsLeak();
            case 5, 6 -> life.user.deletesSecret(name);
            case 7 -> life.user.tampersWithSecret(name);
            case 8 -> life.user.labelsSecret(name);
            case 9 -> life.user.backsUp();
            case 10 -> life.user.restoresSecret();
            case 11 -> life.user.restoresStatus();
            case 12, 13 -> life.user.revokesInChalk();
            case 14 -> deletesOrCreates();
            case 15 -> life.user.hands(name);
            case 16 -> life.user.stripsFinalizer();
            case 17 -> life.user.keepsSecret(name);
            case 18 -> life.user.letsSecretsGo();
            default -> edits();
        }
    }

    private void deletesOrCreates() {
        if (world().credential().isEmpty()) {
            life.user.creates();
        } else if (random.nextInt(4) == 0) {
            life.user.deletesNamespace();
        } else {
            life.user.deletesCredential();
        }
    }

    private void edits() {
        var user = life.user;
        switch (random.nextInt(11)) {
            case 0 ->
                user.edits(
                        "permissions",
                        oneOf(List.of("query.online"), List.of("query.online", "query.offline")),
                        ChalkServiceCredentialSpec::withPermissions);
            case 1, 2 ->
                user.edits("environment", oneOf("production", "staging"), ChalkServiceCredentialSpec::withEnvironment);
            case 3, 4 ->
                user.edits("secret", secret(oneOf(LifeWorld.NAME, "scorer-b")), ChalkServiceCredentialSpec::withSecret);
            case 5 ->
                user.edits(
                        "secret",
                        secret(oneOf(LifeWorld.NAME, LifeUser.TAKEN)),
                        ChalkServiceCredentialSpec::withSecret);
            case 6 -> user.rotatesEvery(oneOf("30d", "60d"));
            case 7 -> user.editsRotation("trigger", "trigger-" + random.nextInt(1000), Rotation::withTrigger);
            case 8 -> user.editsRotation("suspend", oneOf(true, false), Rotation::withSuspend);
            case 9 ->
                user.edits(
                        "rolloutRestartTargets",
                        oneOf(List.of(), List.of(LifeWorkload.TARGET)),
                        ChalkServiceCredentialSpec::withRolloutRestartTargets);
            default -> more();
        }
    }

    private void more() {
        var user = life.user;
        switch (random.nextInt(6)) {
            case 0, 1 ->
                user.edits(
                        "deletionPolicy",
                        oneOf(DeletionPolicy.DELETE, DeletionPolicy.RETAIN),
                        ChalkServiceCredentialSpec::withDeletionPolicy);
            case 2 ->
                user.editsRotation(
                        "revocationPolicy",
                        oneOf(RevocationPolicy.WHEN_UNUSED, RevocationPolicy.AFTER_OVERLAP),
                        Rotation::withRevocationPolicy);
            case 3 -> user.editsRotation("overlap", oneOf("1h", "2h"), Rotation::withOverlap);
            case 4 -> user.editsRotation("maxOverlap", oneOf("3h", "30d"), Rotation::withMaxOverlap);
            default -> user.schedules(oneOf("0 3 * * *", "30 4 * * SUN"));
        }
    }

    private SecretOutput secret(String name) {
        var formats = oneOf(List.of(SecretFormat.FILES), List.of(SecretFormat.FILES, SecretFormat.ENV));
        return SecretOutputBuilder.builder()
                .name(name)
                .labels(Map.of("team", oneOf("risk", "fraud")))
                .formats(formats)
                .build();
    }

    private <T> T oneOf(T one, T other) {
        return random.nextBoolean() ? one : other;
    }

    private LifeWorld world() {
        return life.world;
    }
}
