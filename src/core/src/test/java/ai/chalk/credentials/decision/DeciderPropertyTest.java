// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.OTHER_CONNECTION;
import static ai.chalk.credentials.decision.Sample.SECRET;
import static ai.chalk.credentials.decision.Sample.UNSWEPT;
import static ai.chalk.credentials.decision.Sample.pending;
import static ai.chalk.credentials.decision.Sample.retiring;
import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import ai.chalk.credentials.api.v1alpha1.Failure;
import ai.chalk.credentials.api.v1alpha1.PausedStep;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;
import ai.chalk.credentials.status.StatusAssembler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties of every observation. The seeds are fixed, so that a failure can be repeated. */
class DeciderPropertyTest {

    private static final int OBSERVATIONS = 500;
    private static final String[] STEPS = {
        "Issue", "Record", "Sweep", "UpdateGrants", "Retire", "DeleteSecret", "forged"
    };
    private static final List<String> SECRETS = List.of(SECRET, "renamed");

    private final Decider decider = new Decider();
    private final StatusAssembler assembler = new StatusAssembler();

    static Stream<Long> seeds() {
        return Stream.of(1L, 7L, 20_261_124L, -3L);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void decidesEveryObservationAndAlwaysTheSame(long seed) {
        everyObservation(seed).forEach(seen -> {
            var decision = decider.decide(seen);
            assertThat(decider.decide(seen)).as("%s", seen).isEqualTo(decision);
            assertThat(decision.rule()).isNotBlank();
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverAsksToBeWokenInThePast(long seed) {
        everyObservation(seed).forEach(seen -> {
            var step = decider.decide(seen).step();
            if (isWaiting(step)) {
                var after = seen.withStatus(assembler.assemble(seen, step, new Outcome.Nothing()));
                assertThat(decider.wakeUp(after, step).filter(NOW::isAfter))
                        .as("%s of %s", step, seen)
                        .isEmpty();
            }
        });
    }

    /** A second reconciliation may report the other of two obstacles, because the first left the spec as not carried out. */
    @ParameterizedTest
    @MethodSource("seeds")
    void writesNothingMoreOnceItWaits(long seed) {
        everyObservation(seed).filter(this::waits).forEach(seen -> {
            var once = seen.withStatus(afterWaiting(seen));
            assertThat(waits(once)).as("%s", seen).isTrue();
            var twice = once.withStatus(afterWaiting(once));
            assertThat(afterWaiting(twice)).as("%s", seen).isEqualTo(twice.status());
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void writesNothingMoreAtOnceWithoutAnObstacle(long seed) {
        everyObservation(seed)
                .filter(seen -> decider.decide(seen).step() instanceof Step.Rest)
                .forEach(seen -> {
                    var once = seen.withStatus(afterWaiting(seen));
                    assertThat(afterWaiting(once)).as("%s", seen).isEqualTo(once.status());
                });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void issuesOnlyRevisionsThatWereNeverSeen(long seed) {
        everyObservation(seed).forEach(seen -> {
            if (decider.decide(seen).step() instanceof Step.Issue issue) {
                assertThat(issue.pending().revision()).as("%s", seen).isGreaterThan(highest(seen));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverTouchesAForeignSecretAndNeverIssuesIntoATerminatingNamespace(long seed) {
        everyObservation(seed).forEach(seen -> {
            if (decider.decide(seen).step() instanceof Step.Issue issue) {
                assertThat(seen.secret(issue.pending().secretName()).foreign())
                        .as("%s", seen)
                        .isEmpty();
                assertThat(seen.namespaceTerminating() || seen.deleting() || !seen.finalized())
                        .as("%s", seen)
                        .isFalse();
                assertThat(issue.existing().filter(SecretView.Ours::going))
                        .as("%s", seen)
                        .isEmpty();
            }
        });
    }

    /** Issuing depends on the connection in the spec, everything else on the location in a status or Secret. */
    @ParameterizedTest
    @MethodSource("seeds")
    void neverGoesToAPlaceThatIsObstructed(long seed) {
        everyObservation(seed).forEach(seen -> {
            var step = decider.decide(seen).step();
            if (!(step instanceof Step.Issue)) {
                assertThat(step.chalk().flatMap(seen::obstacleAt))
                        .as("%s of %s", step, seen)
                        .isEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverRevokesWhatTheSecretOfALivingCredentialHolds(long seed) {
        everyObservation(seed).forEach(seen -> {
            if (decider.decide(seen).step() instanceof Step.Retire retire && !seen.deleting()) {
                var current = seen.status().current();
                assertThat(current).isNotNull().matches(seen::holds);
                assertThat(retire.token().revokeTime()).isBeforeOrEqualTo(seen.now());
            }
        });
    }

    private boolean waits(Observation seen) {
        return isWaiting(decider.decide(seen).step());
    }

    private ChalkServiceCredentialStatus afterWaiting(Observation seen) {
        return assembler.assemble(seen, decider.decide(seen).step(), new Outcome.Nothing());
    }

    private static Stream<Observation> everyObservation(long seed) {
        var chance = new Random(seed);
        return Stream.generate(() -> any(chance)).limit(OBSERVATIONS);
    }

    private static Observation any(Random chance) {
        var sample = chance.nextBoolean() ? Sample.resting() : Sample.fresh();
        sometimes(chance, 3, () -> sample.current(anyToken(chance)));
        sometimes(chance, 3, () -> sample.pending(pending(revision(chance)).withSecretName(name(chance))));
        sometimes(chance, 3, () -> sample.status(status -> status.withUnswept(List.of(anyUnswept(chance), UNSWEPT))));
        sometimes(chance, 3, () -> sample.retiring(anyRetiring(chance), anyRetiring(chance)));
        sometimes(chance, 3, () -> sample.failure(anyFailure(chance)));
        sometimes(chance, 4, () -> sample.status(status -> status.withHighestRevision(revision(chance))));
        sometimes(chance, 4, () -> sample.issueTimes(near(chance), near(chance), near(chance), near(chance)));
        sometimes(chance, 2, () -> sample.secret(name(chance), anySecret(chance)));
        sometimes(chance, 2, () -> sample.secret(name(chance), anySecret(chance)));
        sometimes(chance, 4, () -> sample.secretNamed("renamed"));
        sometimes(chance, 4, () -> sample.spec(spec -> spec.withEnvironment("other")));
        sometimes(
                chance, 4, () -> sample.spec(spec -> spec.withDeletionPolicy(anyOf(chance, DeletionPolicy.values()))));
        sometimes(
                chance,
                4,
                () -> sample.rotation(rotation -> rotation.withInterval(anyOf(chance, "1m", "1h", "1d", "nonsense"))));
        sometimes(chance, 6, () -> sample.rotation(rotation -> rotation.withSuspend(true)));
        sometimes(chance, 6, () -> sample.spec(spec -> spec.withRotation(null)));
        sometimes(chance, 4, () -> sample.unavailable(chance.nextBoolean() ? Sample.PASSING : Sample.LASTING));
        sometimes(chance, 4, () -> sample.obstructed(Sample.CONNECTION, Sample.PASSING));
        sometimes(chance, 4, () -> sample.obstructed(OTHER_CONNECTION, Sample.LASTING));
        sometimes(chance, 4, () -> sample.seen(seen -> seen.withInChalk(new ChalkTokenState.Missing())));
        sometimes(chance, 4, () -> sample.wanting(Sample.grants("query.offline")));
        sometimes(chance, 4, () -> sample.seen(seen -> seen.withGeneration(2L)));
        sometimes(chance, 4, () -> sample.seen(seen -> seen.withConnectionSince(near(chance))));
        sometimes(chance, 4, () -> sample.deleting());
        sometimes(chance, 8, () -> sample.seen(seen -> seen.withFinalized(false)));
        sometimes(chance, 8, () -> sample.seen(seen -> seen.withNamespaceTerminating(true)));
        sometimes(
                chance,
                4,
                () -> sample.seen(seen -> seen.withLimits(
                        new OperatorLimits(Duration.ofHours(2), 1 + chance.nextInt(4), Duration.ofMinutes(10)))));
        return sample.observation();
    }

    private static Failure anyFailure(Random chance) {
        var unnamed = Sample.failure(anyOf(chance, FailureReason.values()), near(chance));
        var named = unnamed.withStep(anyOf(chance, STEPS));
        return switch (chance.nextInt(3)) {
            case 0 -> unnamed;
            case 1 -> named;
            default -> named.withPaused(List.of(new PausedStep(anyOf(chance, STEPS), near(chance))));
        };
    }

    private static SecretView anySecret(Random chance) {
        return switch (chance.nextInt(4)) {
            case 0 -> new SecretView.Absent();
            case 1 -> new SecretView.Foreign("is not ours");
            default ->
                new SecretView.Ours(
                        "uid",
                        "1",
                        anyToken(chance),
                        chance.nextInt(4) > 0,
                        chance.nextBoolean(),
                        chance.nextInt(6) == 0,
                        chance.nextInt(6) == 0);
        };
    }

    private static CurrentToken anyToken(Random chance) {
        var token = token(revision(chance)).withSecretName(name(chance)).withIssueTime(near(chance));
        return switch (chance.nextInt(5)) {
            case 0 -> token.withTokenName("forged");
            case 1 -> token.withConnection(OTHER_CONNECTION);
            case 2 -> token.withPublishTime(null);
            default -> token;
        };
    }

    private static RetiringToken anyRetiring(Random chance) {
        var token = retiring(revision(chance), near(chance)).withSecretName(name(chance));
        return chance.nextBoolean() ? token : token.withConnection(OTHER_CONNECTION);
    }

    private static UnsweptEnvironment anyUnswept(Random chance) {
        return chance.nextBoolean() ? UNSWEPT : new UnsweptEnvironment(OTHER_CONNECTION, "environment-id", null);
    }

    private static long revision(Random chance) {
        return switch (chance.nextInt(20)) {
            case 0 -> 999_999_999;
            case 1 -> Long.MAX_VALUE;
            default -> 1 + chance.nextInt(5);
        };
    }

    private static String name(Random chance) {
        return SECRETS.get(chance.nextInt(SECRETS.size()));
    }

    /** Within some hours of now, and with a raised probability now itself. */
    private static Instant near(Random chance) {
        return chance.nextInt(5) == 0 ? NOW : NOW.plusSeconds(chance.nextInt(20_000) - 10_000);
    }

    @SafeVarargs
    private static <T> T anyOf(Random chance, T... values) {
        return values[chance.nextInt(values.length)];
    }

    private static void sometimes(Random chance, int oneIn, Runnable change) {
        if (chance.nextInt(oneIn) == 0) {
            change.run();
        }
    }

    private static long highest(Observation seen) {
        var status = seen.status();
        var recorded = Stream.of(
                status.highestRevision() == null ? 0L : status.highestRevision(),
                status.current() == null ? 0L : status.current().revision(),
                status.pending() == null ? 0L : status.pending().revision());
        var published = seen.secrets().values().stream()
                .flatMap(secret -> secret.ours().stream())
                .map(secret -> secret.token().revision());
        return Stream.concat(recorded, published)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private static boolean isWaiting(Step step) {
        return step instanceof Step.Waiting;
    }
}
