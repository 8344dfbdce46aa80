// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.quickstart;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who asks for rotations all the time, whether or not an operator lives, and now and then destroys a Secret. What a
 * Secret held when it was destroyed is known, as Kubernetes is asked to do it to that very version.
 */
final class StormUser implements AutoCloseable {

    private static final int MOST_PAUSE_MILLIS = 500;
    private static final String NOT_A_SECRET =
            Base64.getEncoder().encodeToString(new byte[] {'c', 'h', 'a', 'n', 'g', 'e', 'd'});

    /** Each as often as it stands here. */
    private static final List<Act> ACTS = acts(Map.of(
            Act.REQUEST, 8,
            Act.TRIGGER, 4,
            Act.LEAK, 2,
            Act.DELETE, 2,
            Act.TAMPER, 2,
            Act.STRIP, 2));

    /** What the user does, in the words of the report. */
    enum Act {
        REQUEST("rotations requested"),
        TRIGGER("triggers changed"),
        LEAK("leaks reported"),
        DELETE("Secrets deleted"),
        TAMPER("Secrets changed"),
        STRIP("labels stripped");

        private final String words;

        Act(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private final StormWorld world;
    private final TwoAlive alive;
    private final int credentials;
    private final Random random;
    private final Map<Act, Integer> done = new TreeMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "storm-user");
    private volatile @Nullable RuntimeException failure;

    private StormUser(StormWorld world, TwoAlive alive, int credentials, long seed) {
        this.world = world;
        this.alive = alive;
        this.credentials = credentials;
        this.random = new Random(seed);
    }

    static StormUser start(StormWorld world, TwoAlive alive, int credentials, long seed) {
        var user = new StormUser(world, alive, credentials, seed);
        user.thread.setDaemon(true);
        user.thread.start();
        return user;
    }

    private static List<Act> acts(Map<Act, Integer> weights) {
        var all = new ArrayList<Act>();
        new TreeMap<>(weights).forEach((act, weight) -> {
            for (int i = 0; i < weight; i++) {
                all.add(act);
            }
        });
        return List.copyOf(all);
    }

    private void run() {
        try {
            while (!end.await(random.nextInt(MOST_PAUSE_MILLIS), TimeUnit.MILLISECONDS)) {
                act(ACTS.get(random.nextInt(ACTS.size())), StormWorld.CREDENTIAL + random.nextInt(credentials));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) { // told by close(), in the thread that can make it the end of the storm
            failure = e;
        }
    }

    private void act(Act act, String name) {
        boolean acted =
                switch (act) {
                    case REQUEST -> annotate(name, "rotate-requested-at");
                    case LEAK -> annotate(name, "revoke-requested-at");
                    case TRIGGER -> patch(name, "{\"spec\":{\"rotation\":{\"trigger\":\"" + text() + "\"}}}");
                    case DELETE ->
                        destroy(name, secret -> world.client
                                .resource(secret)
                                .lockResourceVersion()
                                .delete());
                    case TAMPER ->
                        destroy(
                                name,
                                secret -> update(new SecretBuilder(secret)
                                        .addToData("client_secret", NOT_A_SECRET)
                                        .build()));
                    case STRIP ->
                        inSecret(
                                name,
                                secret -> update(new SecretBuilder(secret)
                                        .editMetadata()
                                        .withLabels(Map.of())
                                        .endMetadata()
                                        .build()));
                };
        if (acted) {
            done.merge(act, 1, Integer::sum);
        }
    }

    private boolean annotate(String name, String annotation) {
        return patch(
                name,
                "{\"metadata\":{\"annotations\":{\"credentials.chalk.ai/" + annotation + "\":\"" + text() + "\"}}}");
    }

    private String text() {
        return "storm-" + random.nextInt(Integer.MAX_VALUE);
    }

    private boolean patch(String name, String json) {
        world.patch(name, json);
        return true;
    }

    private void update(Secret secret) {
        world.client.resource(secret).lockResourceVersion().update();
    }

    private boolean destroy(String name, Consumer<Secret> how) {
        return inSecret(name, secret -> {
            var token = Publications.tokenIn(secret);
            token.ifPresent(held -> alive.lose(held.tokenId()));
            try {
                how.accept(secret);
            } catch (KubernetesClientException e) {
                token.ifPresent(held -> alive.keep(held.tokenId()));
                throw e;
            }
        });
    }

    /** Whether there was a Secret, and nobody wrote it at the same time. */
    private boolean inSecret(String name, Consumer<Secret> act) {
        var secret = Optional.ofNullable(world.secret(name).get());
        try {
            secret.ifPresent(act);
            return secret.isPresent();
        } catch (KubernetesClientException e) {
            if (e.getCode() == 404 || e.getCode() == 409) {
                return false;
            }
            throw e;
        }
    }

    /** How often each was done; complete once this is closed. */
    Map<Act, Integer> done() {
        return done;
    }

    /** Returns when the user does nothing more; fails when the user had failed. */
    @Override
    public void close() {
        end.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var failed = failure;
        failure = null;
        if (failed != null) {
            throw failed;
        }
    }
}
