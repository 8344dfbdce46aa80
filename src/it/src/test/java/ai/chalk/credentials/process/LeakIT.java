// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.process;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.simulator.ConnectCode;
import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import ai.chalk.credentials.simulator.SimulatedChalk;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Secret values are only in Secrets: not in a log at the most detailed level, and not in anything else that users or
 * programs read.
 */
class LeakIT {

    /** The most detailed log of the packaged operator that settings can produce. */
    private static final Map<String, String> TALKATIVE = Map.of(
            "QUARKUS_LOG_LEVEL", "TRACE",
            "QUARKUS_LOG_CATEGORY__AI_CHALK__LEVEL", "TRACE");

    private static final int HUGE = 20_000_000;
    /** Three bytes become four characters. */
    private static final int BASE64_BYTES = 3;

    private static final int BASE64_CHARS = 4;
    private static final List<Fault> FAILURES = List.of(
            Fault.html(502),
            Fault.refuse(ConnectCode.INTERNAL),
            Fault.refuse(ConnectCode.INTERNAL).afterTheChange(),
            Fault.refuse(ConnectCode.PERMISSION_DENIED),
            Fault.refuse(ConnectCode.UNAUTHENTICATED),
            Fault.requestLost(),
            Fault.answerLost(),
            Fault.truncatedJson(),
            Fault.hugeBody(HUGE),
            Fault.droppedEnumNames());

    /** Texts in response bodies that do not come from Chalk. They must never be passed on. */
    private static final List<String> WORDS_OF_OTHERS = List.of("A proxy says so", "simulated fault");

    /** Contains characters that each encoding changes. */
    private static final ClientCredentials AWKWARD =
            new ClientCredentials("awkward", new ClientSecret("awkward+/=&?\"\\ ä secret"));

    /** Every access token that existed. Expired ones are no longer in the list of issued secrets. */
    private final Set<String> secrets = new HashSet<>();

    private ProcessWorld world;

    @BeforeEach
    void start() throws Exception {
        world = new ProcessWorld(TALKATIVE);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void noSecretValueAppearsAnywhere() throws Exception {
        var operator = world.startOperator().awaitReady();
        issueAgainAndAgain();
        moveToAnotherSecret();
        failToCreate();
        failToExchange();
        useAnAwkwardSecret();
        stallAndDelete();
        secrets.addAll(world.chalk.issuedSecrets());
        secrets.add(SimulatedChalk.BOOTSTRAP.clientSecret().reveal());
        secrets.add(AWKWARD.clientSecret().reveal());
        secrets.addAll(WORDS_OF_OTHERS);
        var places = places();
        places.put("the metrics", operator.metrics());
        assertThat(operator.stop()).as(operator.log()).isIn(0, 143);
        places.put("the log", operator.log());

        assertThat(secrets).hasSizeGreaterThan(FAILURES.size());
        assertThat(operator.log()).as("a log that says much").contains(world.namespace, "DEBUG");
        assertThat(linesWithSecrets(world.cluster.kubectl("get", "secrets", "--all-namespaces", "--output=yaml")))
                .as("what the search finds where secrets are")
                .isNotEmpty();
        places.forEach((place, text) -> assertThat(linesWithSecrets(text))
                .as("lines with a secret in " + place)
                .isEmpty());
    }

    private void issueAgainAndAgain() throws Exception {
        world.apply(world.credential("often", "production"));
        world.ready("often", 1);
        world.secret("often").delete();
        world.ready("often", 2);
        world.secret("often").edit(secret -> new SecretBuilder(secret)
                .addToData("client_secret", base64("tampered with"))
                .build());
        world.ready("often", 3);
    }

    private void moveToAnotherSecret() throws Exception {
        world.apply(world.credential("moving", "production"));
        world.ready("moving", 1);
        world.apply(world.credential("moving", "production") + "  secret: {name: moved}\n");
        world.ready("moving", 2);
        assertThat(world.pair("moved")).isPresent();
    }

    private void failToCreate() throws Exception {
        for (int i = 0; i < FAILURES.size(); i++) {
            var rule = FaultRule.of(FAILURES.get(i)).on(Procedure.CREATE_SERVICE_TOKEN);
            world.chalk.faults().add(rule.forTokensNamed("/failing-" + i + "/").once());
            world.apply(world.credential("failing-" + i, "production"));
        }
        for (int i = 0; i < FAILURES.size(); i++) {
            answered("failing-" + i);
        }
        assertThat(world.chalk.faults().pending()).isEmpty();
    }

    /** The exchange receives and returns a secret, too. Each connection makes its own. */
    private void failToExchange() throws Exception {
        int exchanged = FAILURES.size() - 1;
        for (int i = 0; i < exchanged; i++) {
            world.chalk
                    .faults()
                    .add(FaultRule.of(FAILURES.get(i)).on(Procedure.EXCHANGE).once());
            world.apply(world.connection("exchange-" + i));
            await("all faults to have struck")
                    .untilAsserted(
                            () -> assertThat(world.chalk.faults().pending()).isEmpty());
        }
        for (int i = 0; i < exchanged; i++) {
            var connection = world.connections().withName("exchange-" + i);
            await("a status to be written")
                    .untilAsserted(
                            () -> assertThat(connection.get().getStatus()).isNotNull());
        }
        secrets.addAll(world.chalk.issuedSecrets());
        world.chalk.endAccessTokens();
    }

    /** Once accepted by Chalk, and once refused. */
    private void useAnAwkwardSecret() throws Exception {
        world.apply(world.own("awkward", AWKWARD));
        world.apply(world.connection("awkward", "awkward"));
        var connection = world.connections().withName("awkward");
        await("a status to be written")
                .untilAsserted(() -> assertThat(connection.get().getStatus()).isNotNull());
        world.chalk.addCaller(AWKWARD);
        world.apply(world.connection("awkward-accepted", "awkward"));
        var accepted = world.connections().withName("awkward-accepted");
        await("a status to be written")
                .untilAsserted(() -> assertThat(accepted.get().getStatus()).isNotNull());
        secrets.addAll(world.chalk.issuedSecrets());
    }

    private void stallAndDelete() throws Exception {
        world.apply(world.credential("nowhere", "no-such-environment"));
        world.user.resource(foreign()).create();
        world.apply(world.credential("foreign", "production"));
        await("nowhere to be Stalled")
                .untilAsserted(() -> assertThat(world.is("Stalled", "nowhere")).isTrue());
        await("foreign to be Stalled")
                .untilAsserted(() -> assertThat(world.is("Stalled", "foreign")).isTrue());
        world.chalk
                .faults()
                .add(FaultRule.of(Fault.html(502))
                        .on(Procedure.DELETE_SERVICE_TOKEN)
                        .once());
        world.credential("often").delete();
        world.credential("foreign").delete();
        await("credential often to be gone")
                .untilAsserted(() -> assertThat(world.credential("often").get()).isNull());
        await("credential foreign to be gone")
                .untilAsserted(
                        () -> assertThat(world.credential("foreign").get()).isNull());
    }

    private Secret foreign() {
        var value = "a-secret-of-somebody-else";
        secrets.add(value);
        return new SecretBuilder()
                .withNewMetadata()
                .withName("foreign")
                .withNamespace(world.namespace)
                .endMetadata()
                .addToStringData("client_secret", value)
                .build();
    }

    /** Waits until the operator has used it. */
    private void answered(String name) throws Exception {
        await("the credential to be Ready or Stalled").untilAsserted(() -> {
            var credential = world.credential(name).get();
            assertThat(credential).isNotNull();
            assertThat(world.is("Ready", name)
                            || world.is("Stalled", name)
                            || credential.getStatus().failure() != null)
                    .as(name)
                    .isTrue();
        });
    }

    private Map<String, String> places() {
        var found = new LinkedHashMap<String, String>();
        Stream.of(
                        "events",
                        "events.events.k8s.io",
                        "chalkservicecredentials",
                        "chalkconnections",
                        "clusterchalkconnections",
                        "chalkrevocations",
                        "configmaps",
                        "leases")
                .forEach(kind ->
                        found.put(kind, world.cluster.kubectl("get", kind, "--all-namespaces", "--output=yaml")));
        assertThat(found.get("events")).contains("often");
        assertThat(found.get("events.events.k8s.io")).contains("often");
        return found;
    }

    private List<String> linesWithSecrets(String text) {
        return secrets.stream()
                .flatMap(secret -> forms(secret).stream())
                .flatMap(form -> text.lines().filter(line -> line.contains(form)))
                .toList();
    }

    /** The secret unchanged, in a URL, in JSON, and in base64: alone, and within a longer text. */
    private static Set<String> forms(String secret) {
        var forms = new HashSet<>(List.of(secret, base64(secret), URLEncoder.encode(secret, StandardCharsets.UTF_8)));
        forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\""));
        for (int before = 0; before < BASE64_BYTES; before++) {
            var encoded = base64(" ".repeat(before) + secret + " ".repeat(BASE64_BYTES));
            forms.add(encoded.substring(BASE64_CHARS, encoded.length() - 2 * BASE64_CHARS));
        }
        return forms;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
