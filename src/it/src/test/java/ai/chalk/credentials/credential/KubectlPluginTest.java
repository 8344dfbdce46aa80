// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.cli.PluginUnderTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command of the kubectl plugin for a healthy, a blocked and a stalled credential, on a real API server with the operator.
 * The user may not read Secrets, and no secret value is ever printed.
 */
@Tag("cluster")
class KubectlPluginTest {

    private static final String NAME = "scorer";
    private static final Duration OVERLAP = Duration.ofHours(1);
    private static final Pattern DOCUMENTED = Pattern.compile("^\\$ kubectl chalk (.*)$", Pattern.MULTILINE);

    private CredentialWorld world;
    private PluginUnderTest plugin;

    private Path folder;

    @BeforeEach
    void start(@TempDir Path temporary) {
        folder = temporary;
        world = CredentialWorld.start();
        await("the connection to be Ready")
                .untilAsserted(() -> assertThat(world.isConnectionReady()).isTrue());
        plugin = plugin("developer", world.clock);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    /** A user with the rights of docs/kubectl-chalk.md, which include none on Secrets. */
    private PluginUnderTest plugin(String account, Clock clock) {
        world.apply(
                """
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: %1$s, namespace: %2$s}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: %1$s, namespace: %2$s}
                rules:
                  - apiGroups: [credentials.chalk.ai]
                    resources: [chalkservicecredentials]
                    verbs: [get, list, watch, create, update, patch]
                  - apiGroups: [credentials.chalk.ai]
                    resources: [chalkconnections]
                    verbs: [get, list]
                  - apiGroups: [""]
                    resources: [pods]
                    verbs: [list]
                  - apiGroups: [events.k8s.io]
                    resources: [events]
                    verbs: [list, watch]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: %1$s, namespace: %2$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: %1$s}
                subjects: [{kind: ServiceAccount, name: %1$s, namespace: %2$s}]
                """
                        .formatted(account, world.namespace));
        return new PluginUnderTest(world.cluster.cluster().kubeconfigFor(world.namespace, account), clock);
    }

    private PluginUnderTest.CommandResult run(String command, String... more) {
        var words = Stream.concat(Stream.of(command.split(" ")), Stream.of(more));
        return plugin.run(Stream.concat(words, Stream.of("-n", world.namespace)).toArray(String[]::new));
    }

    private String out(String command, String... more) {
        var ended = run(command, more);
        assertThat(ended.code()).as(command + ": " + ended.err()).isZero();
        return ended.out();
    }

    private JsonNode json(String command, String... more) throws Exception {
        return new ObjectMapper().readTree(out(command + " -o json", more));
    }

    private Path edited(String... lines) throws Exception {
        return Files.writeString(folder.resolve("edited.yaml"), world.credential(NAME, lines));
    }

    private CurrentToken current() {
        return Objects.requireNonNull(world.status(NAME).current());
    }

    private CurrentToken ready(long revision) throws Exception {
        return Objects.requireNonNull(world.ready(NAME, revision).current());
    }

    private List<String> upcoming() {
        var rotation = Objects.requireNonNull(world.status(NAME).rotation());
        return rotation.upcoming().stream().map(Object::toString).toList();
    }

    private void healthy() throws Exception {
        world.applyCredential(NAME, "rotation: {interval: 30d, overlap: 1h}");
        world.ready(NAME, 1);
    }

    /** A pod holds the value of revision 1, whose overlap has ended. */
    private void blocked() throws Exception {
        world.applyCredential(NAME, "rotation: {interval: 30d, overlap: 1h}");
        world.ready(NAME, 1);
        world.runningPod("app-0", NAME, CredentialWorld.START.minusSeconds(3600));
        assertThat(run("rotate " + NAME + " --wait").code()).isZero();
        world.advance(OVERLAP);
        await("the containers that block the revocation").untilAsserted(() -> assertThat(
                        world.status(NAME).retiring().get(0).blockedByCount())
                .isEqualTo(1));
    }

    private void stalled() throws Exception {
        world.applyCredential(NAME, "environment: nowhere");
        world.eventuallyTrue(NAME, "Stalled", "EnvironmentNotFound");
    }

    @Test
    void showsAHealthyCredential() throws Exception {
        healthy();

        assertThat(out("status " + NAME))
                .contains("✓ Ready (Issued)", "CHALK_CLIENT_SECRET", "client_id, client_secret")
                .contains("1 (Initial), published")
                .contains("ChalkConnection chalk, http");
        assertThat(out("status")).contains("✓", NAME, "fraud/production");
        assertThat(out("history " + NAME)).contains("Initial", "current");
        assertThat(out("plan " + NAME)).contains("✓ nothing is due", "Due, interval 30d");

        var status = json("status " + NAME);
        assertThat(status.at("/ready").asText()).isEqualTo("True");
        assertThat(status.at("/current/clientId").asText())
                .isEqualTo(world.status(NAME).clientId());
        assertThat(json("status").at("/credentials/0/name").asText()).isEqualTo(NAME);
        assertThat(json("history " + NAME).at("/history/0/reason").asText()).isEqualTo("Initial");
        assertThat(json("plan " + NAME).at("/plans/0/next").findValuesAsText("time"))
                .containsExactlyElementsOf(upcoming());
        printsNoSecret();
    }

    @Test
    void predictsEachKindOfEdit() throws Exception {
        healthy();
        var rotation = "rotation: {interval: 30d, overlap: 1h}";

        assertThat(out("plan -f " + edited(rotation))).contains("✓ no effect");
        assertThat(out("plan -f " + edited(rotation, "environment: staging")))
                .contains("~ spec.environment: production → staging")
                .contains("rotates: Moved (environment production → staging), the predecessor stays valid for 1h")
                .contains("Later rotations");
        assertThat(out("plan -f " + edited(rotation, "permissions: [query.online, query.offline]")))
                .contains("grants are updated in place, no rotation")
                .doesNotContain("rotates");
        assertThat(out("plan -f " + edited(rotation, "secret: {labels: {team: risk}}")))
                .contains("the Secret is rendered again with the same token")
                .doesNotContain("rotates");
        assertThat(out("plan -f " + edited("rotation: {interval: 10d, overlap: 2h}")))
                .contains("✓ no immediate effect", "overlap applies from the next rotation on", "Due, interval 10d");
        assertThat(out("plan -f " + edited(rotation, "environment: nowhere"))).contains("blocked: EnvironmentNotFound");
        assertThat(current().revision()).isEqualTo(1);
        assertThat(world.get(NAME).getMetadata().getGeneration()).isEqualTo(1);
    }

    /** The operator then does what the plan says. */
    @Test
    void predictsWhatHappens() throws Exception {
        healthy();
        var file = edited("rotation: {interval: 30d, overlap: 2h}", "environment: staging");
        var plan = json("plan -f " + file).at("/plans/0");

        world.apply(Files.readString(file));
        world.ready(NAME, 2);

        assertThat(plan.at("/effects/0/type").asText()).isEqualTo("Issue");
        assertThat(plan.at("/effects/0/reason").asText()).isEqualTo(current().reason());
        assertThat(plan.at("/effects/0/revision").asLong()).isEqualTo(2);
        assertThat(plan.at("/next").findValuesAsText("time")).containsExactlyElementsOf(upcoming());
    }

    @Test
    void predictsACreation() throws Exception {
        var file = Files.writeString(
                folder.resolve("new.yaml"), world.credential("fresh", "rotation: {interval: 30d, overlap: 1h}"));

        assertThat(out("plan -f " + file))
                .contains("(new)", "issues the first token into Secret fresh: Initial", "uid");
        assertThat(world.find("fresh")).isNull();
    }

    @Test
    void showsWhatAdmissionRefuses() throws Exception {
        healthy();

        var refused = run("plan -f " + edited("rotation: {interval: 1h, overlap: 2h}"));
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("must be shorter than interval").doesNotContain("\tat ");
        var unknown = run("plan -f " + edited("rotations: {interval: 1h}"));
        assertThat(unknown.code()).isEqualTo(3);
        assertThat(unknown.err()).contains("rotations");
    }

    @Test
    void showsABlockedCredential() throws Exception {
        blocked();

        assertThat(out("status " + NAME))
                .contains("✓ Ready (Rotated)", "Retiring       revision 1")
                .contains("blocked by container main of pod app-0");
        assertThat(out("status")).contains("in use by 1");
        assertThat(out("history " + NAME)).contains("Requested", "still valid");
        assertThat(json("status " + NAME).at("/retiring/0/blockedBy/0/pod").asText())
                .isEqualTo("app-0");
        assertThat(out("plan -f " + edited("rotation: {interval: 30d, overlap: 1h}", "environment: staging")))
                .contains("rotation waits: Moved")
                .contains("revision 1 is revoked first: container main of pod app-0 still holds revision 1");
        var asked = run("rotate " + NAME);
        assertThat(asked.code()).isZero();
        assertThat(asked.err()).contains("once the predecessor is revoked");
        printsNoSecret();
    }

    @Test
    void showsAStalledCredential() throws Exception {
        stalled();

        assertThat(out("status " + NAME))
                .contains("✗ Not ready (EnvironmentNotFound), stalled: manual action needed")
                .contains("spec.environment nowhere does not exist in project fraud");
        assertThat(out("status").lines().skip(1).findFirst().orElseThrow()).startsWith("✗");
        assertThat(out("history " + NAME)).contains("has had no token yet");
        assertThat(out("plan " + NAME)).contains("blocked: EnvironmentNotFound");
        var rotate = run("rotate " + NAME);
        assertThat(rotate.code()).isEqualTo(1);
        assertThat(rotate.err()).contains("has no token yet");
    }

    @Test
    void rotatesAndWaits() throws Exception {
        healthy();

        var ended = run("rotate " + NAME + " --wait");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("is at revision 2");
        assertThat(ended.err()).contains("revision 2 is being issued: Requested");
        assertThat(ready(2).reason()).isEqualTo("Requested");
        assertThat(json("rotate " + NAME).at("/done").asBoolean()).isFalse();
    }

    @Test
    void revokesOnlyAfterConfirmation() throws Exception {
        healthy();
        world.runningPod("app-0", NAME, CredentialWorld.START.minusSeconds(3600));
        var old = world.pair(NAME);

        var unanswered = run("revoke " + NAME);
        assertThat(unanswered.code()).isEqualTo(1);
        assertThat(unanswered.err())
                .contains("This revokes all tokens of", "main of pod app-0", "the operator restarts nothing")
                .contains("nothing was requested");
        assertThat(current().revision()).isEqualTo(1);

        var answered = plugin.runWithInput("yes\n", "revoke", NAME, "--wait", "-n", world.namespace);
        assertThat(answered.code()).as(answered.err()).isZero();
        assertThat(ready(2).reason()).isEqualTo("Leaked");
        await("Chalk to refuse the old pair")
                .untilAsserted(() -> assertThat(world.chalk.accepts(old)).isFalse());
        assertThat(out("revoke " + NAME + " --yes --wait")).contains("is at revision 3");
        printsNoSecret();
    }

    @Test
    void refusesRequestsThatWouldNotBeCarriedOut() throws Exception {
        world.applyCredential(NAME, "rotation: {interval: 30d, suspend: true}");
        world.ready(NAME, 1);

        var suspended = run("rotate " + NAME);
        assertThat(suspended.code()).isEqualTo(1);
        assertThat(suspended.err()).contains("spec.rotation.suspend");

        for (int revision = 2; revision <= 6; revision++) {
            assertThat(run("revoke " + NAME + " --yes --wait").code()).isZero();
            world.ready(NAME, revision);
        }
        var limited = run("revoke " + NAME + " --yes");
        assertThat(limited.code()).isEqualTo(1);
        assertThat(limited.err()).contains("IssueLimitReached", "the next one is issued at");
    }

    @Test
    void explainsInvalidCommands() throws Exception {
        healthy();

        assertThat(run("status scorr"))
                .satisfies(ended -> assertThat(ended.code()).isEqualTo(3))
                .satisfies(ended -> assertThat(ended.err()).contains("which has scorer"));
        assertThat(run("plan").code()).isEqualTo(2);
        assertThat(run("plan -f /nowhere.yaml").err()).contains("cannot read the file /nowhere.yaml");
        assertThat(run("status --context=none").code()).isEqualTo(2);
        assertThat(run("unknown").code()).isEqualTo(2);
        assertThat(plugin.run("status", "-n", "kube-system"))
                .satisfies(ended -> assertThat(ended.code()).isEqualTo(3))
                .satisfies(ended -> assertThat(ended.err()).contains("kubectl chalk doctor"));
        assertThat(plugin.printed()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void reportsAnUnreachableCluster() throws Exception {
        var nowhere = Files.writeString(
                folder.resolve("nowhere"),
                Files.readString(world.cluster.cluster().kubeconfig())
                        .replaceAll("https://127[.]0[.]0[.]1:\\d+", "https://127.0.0.1:1"));

        var ended = plugin.run("status", "--kubeconfig", nowhere.toString());

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("cannot reach the API server").doesNotContain("\tat ");
    }

    @Test
    void diagnosesAnInstallation() throws Exception {
        healthy();
        var admin = new PluginUnderTest(world.cluster.cluster().kubeconfig(), Clock.systemUTC());
        var own = "--operator-namespace=chalk-system";

        var good = admin.run("doctor", "-n", world.namespace, own);
        assertThat(good.out())
                .contains("✓ api: API server v", "v1alpha1 is served with its 4 kinds")
                .contains("✓ clocks: the clock of this machine agrees")
                .contains(
                        "✓ operator's rights: system:serviceaccount:chalk-system:chalk-credential-operator has all rights")
                .contains("✓ your rights", "ChalkConnection " + world.namespace + "/chalk reaches 3 environments")
                .contains("all 1 credentials in namespace " + world.namespace + " are Ready");

        world.applyCredential("lost", "environment: nowhere");
        world.eventuallyTrue("lost", "Stalled", "EnvironmentNotFound");
        var bad = admin.run("doctor", "-n", world.namespace, own, "-o", "json");
        assertThat(bad.code()).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(bad.out()).at("/findings").findValuesAsText("verdict"))
                .contains("OK", "BROKEN");
        assertThat(bad.out()).contains("EnvironmentNotFound");

        var limited = run("doctor");
        assertThat(limited.out())
                .contains("✗ clocks: the clock of this machine is")
                .contains("! connections: not checked: you may not list ClusterChalkConnections")
                .contains("✓ connections: ChalkConnection " + world.namespace + "/chalk reaches 3 environments")
                .contains("! operator's rights: not checked");
    }

    @Test
    void doctorReportsALeaseThatIsNotRenewed() {
        var admin = new PluginUnderTest(world.cluster.cluster().kubeconfig(), Clock.systemUTC());
        world.apply(
                """
                apiVersion: coordination.k8s.io/v1
                kind: Lease
                metadata: {name: chalk-credential-operator, namespace: %s}
                spec: {holderIdentity: operator-0, leaseDurationSeconds: 15, renewTime: "2020-01-01T00:00:00.000000Z"}
                """
                        .formatted(world.ownNamespace));

        var ended = admin.run("doctor", "-n", world.namespace, "--operator-namespace", world.ownNamespace);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("✗ operator: operator-0 has not renewed its Lease for");
    }

    @Test
    void everyDocumentedCommandWorks() throws Exception {
        healthy();
        plugin = new PluginUnderTest(world.cluster.cluster().kubeconfig(), world.clock);
        var file = edited("rotation: {interval: 30d, overlap: 1h}", "environment: staging");
        var commands = DOCUMENTED
                .matcher(Files.readString(Path.of("docs", "kubectl-chalk.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(commands).hasSizeGreaterThan(8);

        for (var command : commands) {
            var words = Stream.of(command.replace("-n fraud", "-n " + world.namespace)
                            .replace("edited.yaml", file.toString())
                            .split(" "))
                    .toArray(String[]::new);
            var ended = plugin.run(words);
            assertThat(ended.code())
                    .as(command + "\n" + ended.err() + ended.out())
                    .isIn(expected(command));
        }
        printsNoSecret();
    }

    /** The cluster is shared with other tests, and the clock is a test clock, so doctor may find something. */
    private static List<Integer> expected(String command) {
        return command.startsWith("doctor") ? List.of(0, 1) : List.of(0);
    }

    private void printsNoSecret() {
        var secret = world.pair(NAME).clientSecret().reveal();
        assertThat(secret).hasSizeGreaterThan(8);
        assertThat(plugin.printed()).isNotEmpty().doesNotContain(secret);
    }
}
