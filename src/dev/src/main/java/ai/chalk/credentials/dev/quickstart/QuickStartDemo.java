// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.quickstart;

import ai.chalk.credentials.api.v1alpha1.ConditionType;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.check.NotSeenException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Demonstrates a credential step by step. Each step is checked, and a failure is reported. */
final class QuickStartDemo {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration A_ROTATION = Duration.ofMinutes(2);
    private static final String IN_FRAUD = "--namespace=fraud";

    private final QuickStartEnvironment stage;
    private final Screen screen;

    QuickStartDemo(QuickStartEnvironment stage, Screen screen) {
        this.stage = stage;
        this.screen = screen;
    }

    void run() {
        issue();
        var first = secret();
        var second = rotate(first);
        revoke(first, second);
        events();
    }

    private void issue() {
        screen.heading("A credential is applied");
        apply("connection.yaml");
        apply("credential.yaml");
        await("the credential to be Ready", SOON, () -> isReady(1));
        kubectl("get", "csc", IN_FRAUD);
    }

    private ClientCredentials secret() {
        screen.heading("Its Secret, for pods to mount or to read as environment (kubectl shows lengths, not values)");
        var pair = published();
        require(accepts(pair), "Chalk does not accept the client id and secret in the Secret");
        kubectl("describe", "secret", "scorer", IN_FRAUD);
        listing("Chalk accepts the pair. Its tokens, by name and client id:");
        return pair;
    }

    private ClientCredentials rotate(ClientCredentials old) {
        screen.heading("A minute later, the token is rotated: there is a new token, and the old one stays valid");
        await("the rotation", A_ROTATION, () -> isReady(2));
        var pair = published();
        require(alive().size() == 2, "Chalk does not list the old and the new token during the overlap");
        require(!pair.clientId().equals(old.clientId()), "the Secret does not hold the new token");
        require(accepts(pair), "Chalk does not accept the new pair in the Secret");
        require(accepts(old), "Chalk no longer accepts the old pair, although the overlap is not over");
        kubectl("get", "csc", IN_FRAUD);
        listing("The Secret holds the new pair, and Chalk accepts both. Its tokens:");
        return pair;
    }

    private void revoke(ClientCredentials old, ClientCredentials pair) {
        screen.heading("After the overlap, the operator revokes the old token in Chalk");
        await("the revocation of the predecessor", A_ROTATION, () -> alive().size() == 1);
        require(!accepts(old), "Chalk accepts the old pair, although its token is revoked");
        require(accepts(pair) && published().equals(pair), "the token that is left is not the one in the Secret");
        listing("Chalk accepts only the new pair. Its tokens:");
    }

    private void events() {
        screen.heading("The events of the credential");
        String[] command = {
            "get",
            "events",
            IN_FRAUD,
            "--field-selector=involvedObject.name=scorer",
            "--sort-by=.metadata.creationTimestamp"
        };
        await("the events", SOON, () -> saysAll(stage.cluster().kubectl(command)));
        kubectl(command);
    }

    private static boolean saysAll(String events) {
        return events.contains("Issued") && events.contains("Rotated") && events.contains("Revoked");
    }

    private void apply(String file) {
        screen.command("kubectl apply --server-side --filename=" + QuickStartEnvironment.EXAMPLES.resolve(file));
        screen.output(stage.apply(file));
    }

    private void kubectl(String... arguments) {
        screen.command("kubectl " + String.join(" ", arguments));
        screen.output(stage.cluster().kubectl(arguments));
    }

    private void listing(String introduction) {
        screen.output("\n");
        screen.note(introduction);
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
            if (condition.path("type").asText().equals(ConditionType.READY)
                    && condition.path("status").asText().equals("True")) {
                return status.path("current").path("revision").asLong() == revision;
            }
        }
        return false;
    }

    /** The pair as a pod would read it; never printed. */
    private ClientCredentials published() {
        var data = json("get", "secret", "scorer", IN_FRAUD, "--output=json").path("data");
        return new ClientCredentials(decoded(data, "client_id"), new ClientSecret(decoded(data, "client_secret")));
    }

    private boolean accepts(ClientCredentials pair) {
        return stage.chalk().accepts(pair);
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
        stage.operator().await(what, limit, seen);
    }
}
