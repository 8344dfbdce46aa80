// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.quickstart;

import ai.chalk.credentials.chalk.ServiceToken;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A credential's life, shown step by step; each step is checked, and says so when it was not seen. */
final class Demonstration {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration A_ROTATION = Duration.ofMinutes(2);
    private static final long PAUSE_MILLIS = 500;
    private static final String IN_FRAUD = "--namespace=fraud";

    private final Stage stage;
    private final Screen screen;

    Demonstration(Stage stage, Screen screen) {
        this.stage = stage;
        this.screen = screen;
    }

    void run() {
        issue();
        secret();
        rotate();
        revoke();
        events();
    }

    private void issue() {
        screen.heading("A credential is applied");
        apply("connection.yaml");
        apply("credential.yaml");
        await("the credential to be Ready", SOON, () -> isReady(1));
        kubectl("get", "chalkservicecredentials", IN_FRAUD);
    }

    private void secret() {
        screen.heading("Its Secret, for pods to mount or to read as environment (values are not shown)");
        screen.command("kubectl describe secret scorer " + IN_FRAUD);
        var data = json("get", "secret", "scorer", IN_FRAUD, "--output=json").path("data");
        var lines = new ArrayList<String>();
        data.properties()
                .forEach(entry -> lines.add("%-28s %3d bytes"
                        .formatted(entry.getKey(), decoded(data, entry.getKey()).length())));
        require(data.has("client_id") && data.has("client_secret"), "the Secret has no client_id and client_secret");
        require(accepted(data), "Chalk does not accept the client id and secret in the Secret");
        screen.output(String.join("\n", lines));
        screen.note("Chalk accepts the pair. Its listing:");
        listing();
    }

    private void rotate() {
        screen.heading("A minute later it is rotated: a new token, while the old one still works");
        var old = clientId();
        await("the rotation", A_ROTATION, () -> isReady(2));
        require(alive().size() == 2, "old and new token are not both alive during the overlap");
        require(!clientId().equals(old), "the Secret does not hold the new token");
        kubectl("get", "chalkservicecredentials", IN_FRAUD);
        listing();
    }

    private void revoke() {
        screen.heading("When the overlap is over, the old one is revoked in Chalk");
        await("the revocation of the predecessor", A_ROTATION, () -> alive().size() == 1);
        require(alive().get(0).clientId().equals(clientId()), "the token that is left is not the one in the Secret");
        listing();
    }

    private void events() {
        screen.heading("What was said about it");
        await("the events", SOON, () -> eventTexts().contains("Revoked"));
        screen.command("kubectl events " + IN_FRAUD);
        screen.output(eventTexts());
    }

    private String eventTexts() {
        return stage.cluster()
                .kubectl(
                        "get",
                        "events.events.k8s.io",
                        IN_FRAUD,
                        "--sort-by=.eventTime",
                        "--output=custom-columns=TIME:.eventTime,TYPE:.type,REASON:.reason,NOTE:.note");
    }

    private void apply(String file) {
        screen.command("kubectl apply --server-side -f " + Stage.EXAMPLES.resolve(file));
        stage.apply(file);
    }

    private void kubectl(String... arguments) {
        screen.command("kubectl " + String.join(" ", arguments));
        screen.output(stage.cluster().kubectl(arguments));
    }

    private void listing() {
        screen.output(alive().stream()
                .map(token -> "%-48s %s".formatted(token.name(), token.clientId()))
                .collect(Collectors.joining("\n")));
    }

    private List<ServiceToken> alive() {
        return stage.chalk().liveTokens().stream()
                .filter(token -> token.name().contains("/fraud/scorer/"))
                .sorted(Comparator.comparing(ServiceToken::name))
                .toList();
    }

    private boolean isReady(long revision) {
        var status = json("get", "chalkservicecredential", "scorer", IN_FRAUD, "--output=json")
                .path("status");
        for (var condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("Ready")
                    && condition.path("status").asText().equals("True")) {
                return status.path("current").path("revision").asLong() == revision;
            }
        }
        return false;
    }

    private String clientId() {
        return decoded(
                json("get", "secret", "scorer", IN_FRAUD, "--output=json").path("data"), "client_id");
    }

    private boolean accepted(JsonNode data) {
        return stage.chalk().accepts(decoded(data, "client_id"), decoded(data, "client_secret"));
    }

    private static String decoded(JsonNode data, String key) {
        return new String(Base64.getDecoder().decode(data.path(key).asText()), StandardCharsets.UTF_8);
    }

    private JsonNode json(String... arguments) {
        try {
            return JSON.readTree(stage.cluster().kubectl(arguments));
        } catch (JsonProcessingException e) {
            throw new NotSeenException("kubectl did not print JSON");
        }
    }

    private static void require(boolean seen, String otherwise) {
        if (!seen) {
            throw new NotSeenException(otherwise);
        }
    }

    private void await(String what, Duration limit, BooleanSupplier seen) {
        long polls = limit.toMillis() / PAUSE_MILLIS;
        for (long poll = 0; poll < polls; poll++) {
            if (seen.getAsBoolean()) {
                return;
            }
            require(stage.operator().isAlive(), "the operator has ended while we waited for " + what);
            pause();
        }
        throw new NotSeenException("waited " + limit.toSeconds() + " s in vain for " + what);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSeenException("interrupted");
        }
    }
}
