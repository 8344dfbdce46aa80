// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.simulator.ConnectCode;
import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import ai.chalk.credentials.testing.SharedCluster;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How Flux and Argo CD assess a credential in each state that the operator writes, and what their actions do. The
 * objects are those on the API server, and the status rules are those of the tools.
 */
@Tag("cluster")
class GitOpsTest {

    private CredentialWorld world;

    @BeforeEach
    void start() {
        world = CredentialWorld.start();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void anObjectThatTheOperatorHasNotSeenIsNotDone() throws Exception {
        world.stopOperator();
        world.applyCredential("unseen");

        assertThat(verdict("unseen"))
                .isEqualTo(new GitOpsVerdict(
                        "InProgress", "Progressing", "The operator has not looked at this generation yet"));
    }

    @Test
    void anEditIsInProgressUntilItIsCarriedOut() throws Exception {
        world.applyCredential("edited");
        world.ready("edited", 1);
        world.stopOperator();
        world.applyCredential("edited", "permissions: [query.online, query.offline]");
        assertThat(verdict("edited").kstatus()).isEqualTo("InProgress");
        assertThat(verdict("edited").argoCd()).isEqualTo("Progressing");

        world.startOperator();

        await("kstatus to call edited Current")
                .untilAsserted(() -> assertThat(verdict("edited").kstatus()).isEqualTo("Current"));
        assertThat(verdict("edited").argoCd()).isEqualTo("Healthy");
    }

    @Test
    void aUsableTokenIsHealthy() throws Exception {
        world.applyCredential("fine");
        world.ready("fine", 1);

        assertThat(verdict("fine").kstatus()).isEqualTo("Current");
        assertThat(verdict("fine").argoCd()).isEqualTo("Healthy");
        assertThat(verdict("fine").message()).contains("Secret");
    }

    @Test
    void aProblemThatAUserMustFixIsFailed() throws Exception {
        world.applyCredential("nowhere", "environment: nowhere");
        world.eventuallyTrue("nowhere", "Stalled", "EnvironmentNotFound");

        var verdict = verdict("nowhere");
        assertThat(verdict.kstatus()).isEqualTo("Failed");
        assertThat(verdict.argoCd()).isEqualTo("Degraded");
        assertThat(verdict.message()).contains("nowhere");
    }

    @Test
    void aRefusedEditIsFailedAlthoughTheOldTokenStaysValid() throws Exception {
        world.applyCredential("refused");
        world.ready("refused", 1);
        world.applyCredential("refused", "environment: nowhere");
        world.eventuallyTrue("refused", "Stalled", "EnvironmentNotFound");

        assertThat(world.condition("refused", "Ready"))
                .hasValueSatisfying(
                        ready -> assertThat(ready.status().toString()).isEqualTo("TRUE"));
        assertThat(verdict("refused").kstatus()).isEqualTo("Failed");
        assertThat(verdict("refused").argoCd()).isEqualTo("Degraded");
    }

    @Test
    void anOutageBeforeTheFirstTokenIsInProgress() throws Exception {
        chalkRefuses(Procedure.CREATE_SERVICE_TOKEN);
        world.applyCredential("first");
        world.eventuallyTrue("first", "Reconciling", "ChalkUnavailable");

        assertThat(verdict("first").kstatus()).isEqualTo("InProgress");
        assertThat(verdict("first").argoCd()).isEqualTo("Progressing");
    }

    @Test
    void anOutageLeavesACredentialWithATokenHealthy() throws Exception {
        world.applyCredential("served", "rotation: {interval: 1d, spread: 0s, overlap: 1h}");
        world.ready("served", 1);
        chalkRefuses(Procedure.CREATE_SERVICE_TOKEN);
        world.advance(Duration.ofDays(2));
        await("served to have a failure")
                .untilAsserted(
                        () -> assertThat(world.status("served").failure()).isNotNull());
        world.eventuallyTrue("served", "RotationOverdue", "NotRotated");

        assertThat(verdict("served").kstatus()).isEqualTo("Current");
        assertThat(verdict("served").argoCd()).isEqualTo("Healthy");
        await("served to have the condition RotationOverdue")
                .untilAsserted(() -> assertThat(verdict("served").message())
                        .isEqualTo(world.condition("served", "RotationOverdue")
                                .orElseThrow()
                                .message()));
    }

    /** The token in the Secret is valid, but it is not what the spec asks for. */
    @Test
    void aRotationThatWaitsForAPredecessorIsInProgress() throws Exception {
        world.applyCredential("moving", "rotation: {overlap: 1h, trigger: one}");
        world.ready("moving", 1);
        world.applyCredential("moving", "rotation: {overlap: 1h, trigger: two}");
        world.ready("moving", 2);

        world.applyCredential("moving", "environment: staging", "rotation: {overlap: 1h, trigger: two}");

        var waiting = world.eventuallyTrue("moving", "Reconciling", "WaitingForRevocation");
        assertThat(waiting.message()).contains("Moved", "until revision 1 is revoked");
        assertThat(verdict("moving")).isEqualTo(new GitOpsVerdict("InProgress", "Progressing", waiting.message()));
        world.advance(Duration.ofHours(2));
        world.ready("moving", 3);
        await("kstatus to call moving Current")
                .untilAsserted(() -> assertThat(verdict("moving").kstatus()).isEqualTo("Current"));
    }

    @Test
    void aSuspendedRotationIsHealthyAndSaysSo() throws Exception {
        world.applyCredential("paused", "rotation: {interval: 1d, suspend: true}");
        world.ready("paused", 1);

        assertThat(verdict("paused")).isEqualTo(new GitOpsVerdict("Current", "Healthy", "Rotation is suspended"));
    }

    @Test
    void aScheduleThatNeverFiresIsHealthyAndSaysSo() throws Exception {
        world.applyCredential("never", "rotation: {schedule: '0 0 30-31 2 *', overlap: 0s}");
        world.ready("never", 1);
        var warning = world.eventuallyTrue("never", "ScheduleNeverFires", "NoMatchingTime");

        assertThat(verdict("never")).isEqualTo(new GitOpsVerdict("Current", "Healthy", warning.message()));
    }

    @Test
    void aDeletionThatWaitsSaysWhy() throws Exception {
        world.applyCredential("leaving");
        world.ready("leaving", 1);
        chalkRefuses(Procedure.DELETE_SERVICE_TOKEN);
        world.delete("leaving");
        var waiting = world.eventuallyTrue("leaving", "Reconciling", "ChalkUnavailable");

        assertThat(verdict("leaving")).isEqualTo(new GitOpsVerdict("Terminating", "Progressing", waiting.message()));
    }

    @Test
    void theConnectionIsHealthyOnceChalkAcceptsIt() throws Exception {
        await("kstatus to call the connection Current").untilAsserted(() -> assertThat(
                        GitOpsVerdict.of(world.chalkConnection()).kstatus())
                .isEqualTo("Current"));
        assertThat(GitOpsVerdict.of(world.chalkConnection()).argoCd()).isEqualTo("Healthy");

        world.user.secrets().inNamespace(world.namespace).withName("own").delete();

        await("kstatus to call the connection Failed").untilAsserted(() -> assertThat(
                        GitOpsVerdict.of(world.chalkConnection()).kstatus())
                .isEqualTo("Failed"));
        assertThat(GitOpsVerdict.of(world.chalkConnection()).argoCd()).isEqualTo("Degraded");
    }

    @Test
    void theActionsDoWhatTheirNamesSay() throws Exception {
        world.applyCredential("button", "rotation: {interval: 30d, overlap: 1h}");
        world.ready("button", 1);
        var first = world.pair("button");

        press("button", "rotate");
        world.ready("button", 2);
        assertThat(world.chalk.accepts(first)).isTrue();

        press("button", "revoke");
        world.ready("button", 3);
        await("Chalk to refuse the first pair")
                .untilAsserted(() -> assertThat(world.chalk.accepts(first)).isFalse());
        await("1 valid token of button in Chalk")
                .untilAsserted(() -> assertThat(world.alive("button")).hasSize(1));
    }

    @Test
    void suspendAndResumeLeaveNothingThatDiffersFromGit() throws Exception {
        world.applyCredential("held");
        world.ready("held", 1);
        assertThat(disabled("held"))
                .isEqualTo(Map.of("rotate", false, "revoke", false, "suspend", false, "resume", true));

        press("held", "suspend");
        assertThat(world.get("held").getSpec().rotation()).hasFieldOrPropertyWithValue("suspend", true);
        assertThat(disabled("held"))
                .isEqualTo(Map.of("rotate", true, "revoke", false, "suspend", true, "resume", false));

        press("held", "resume");
        assertThat(world.get("held").getSpec().rotation()).isNull();
    }

    @Test
    void theSecretCarriesNoMarkThatWouldHaveItPruned() throws Exception {
        world.apply(
                """
                apiVersion: credentials.chalk.ai/v1alpha1
                kind: ChalkServiceCredential
                metadata:
                  name: tracked
                  namespace: %s
                  labels: {app.kubernetes.io/instance: fraud, argocd.argoproj.io/instance: fraud, kustomize.toolkit.fluxcd.io/name: fraud}
                  annotations: {argocd.argoproj.io/tracking-id: "fraud:credentials.chalk.ai/ChalkServiceCredential:fraud/tracked"}
                spec:
                  connectionRef: {kind: ChalkConnection, name: chalk}
                  project: fraud
                  environment: production
                  permissions: [query.online]
                """
                        .formatted(world.namespace));
        world.ready("tracked", 1);

        var metadata = world.secret("tracked").getMetadata();
        assertThat(metadata.getLabels())
                .containsOnlyKeys("app.kubernetes.io/managed-by", "credentials.chalk.ai/credential");
        assertThat(metadata.getAnnotations().keySet()).allMatch(key -> key.startsWith("credentials.chalk.ai/"));
        assertThat(metadata.getOwnerReferences()).hasSize(1);
    }

    private void chalkRefuses(Procedure procedure) {
        world.chalk
                .faults()
                .add(FaultRule.of(Fault.refuse(ConnectCode.UNAVAILABLE)).on(procedure));
    }

    private GitOpsVerdict verdict(String credential) throws Exception {
        return GitOpsVerdict.of(world.get(credential));
    }

    /**
     * Runs an action as Argo CD does: the script changes the object, and the result replaces the object on the server.
     */
    private void press(String credential, String action) throws Exception {
        var changed = GitOpsVerdict.action(world.get(credential), action);
        SharedCluster.get().client().resource(Serialization.asJson(changed)).update();
    }

    private Map<String, Object> disabled(String credential) throws Exception {
        return GitOpsVerdict.action(world.get(credential), "discovery").entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toString(), entry -> ((Map<?, ?>) entry.getValue()).get("disabled")));
    }
}
