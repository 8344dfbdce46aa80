// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.storm;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A user who keeps requesting rotations, whether or not an operator runs, and sometimes destroys a Secret. The content
 * of a destroyed Secret is known, because the request names the exact version.
 */
final class StormUser implements AutoCloseable {

    private static final int MOST_PAUSE_MILLIS = 500;
    private static final String NOT_A_SECRET =
            Base64.getEncoder().encodeToString(new byte[] {'c', 'h', 'a', 'n', 'g', 'e', 'd'});

    private final StormEnvironment world;
    private final LiveTokenCheck alive;
    private final int credentials;
    private final Random random;
    private final Map<StormAct, Integer> done = new TreeMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "storm-user");
    private volatile @Nullable RuntimeException failure;

    private StormUser(StormEnvironment world, LiveTokenCheck alive, int credentials, long seed) {
        this.world = world;
        this.alive = alive;
        this.credentials = credentials;
        this.random = new Random(seed);
    }

    static StormUser start(StormEnvironment world, LiveTokenCheck alive, int credentials, long seed) {
        var user = new StormUser(world, alive, credentials, seed);
        user.thread.setDaemon(true);
        user.thread.start();
        return user;
    }

    private void run() {
        try {
            while (!end.await(random.nextInt(MOST_PAUSE_MILLIS), TimeUnit.MILLISECONDS)) {
                act(StormAct.any(random), StormEnvironment.CREDENTIAL + random.nextInt(credentials));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) { // Reported by close(), in the thread that can end the storm.
            failure = e;
        }
    }

    private void act(StormAct act, String name) {
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
            var token = PublicationLog.tokenIn(secret);
            token.ifPresent(held -> alive.lose(held.tokenId()));
            try {
                how.accept(secret);
            } catch (KubernetesClientException e) {
                token.ifPresent(held -> alive.keep(held.tokenId()));
                throw e;
            }
        });
    }

    /** Whether there was a Secret, and it did not change at the same time. */
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

    /** How often each act was done; complete after this user is closed. */
    Map<StormAct, Integer> done() {
        return done;
    }

    /** Returns when the user has stopped. Fails if the user had failed. */
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
