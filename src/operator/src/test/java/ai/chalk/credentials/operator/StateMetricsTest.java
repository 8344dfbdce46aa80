// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ConnectionSpecBuilder;
import ai.chalk.credentials.api.v1alpha1.CredentialsSecretRef;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionState;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The operator exposes exactly what the caches hold: nothing from the past, and nothing forged. */
class StateMetricsTest {

    private static final String OF = "{namespace=\"fraud\",name=\"scorer\",} ";

    private final ExposedMetrics exposed = new ExposedMetrics();

    @Test
    void aCredentialAtRest() {
        exposed.credential(
                """
                status:
                  conditions: [{type: Ready, status: "True", reason: Issued, message: it is}]
                  lastRotationTime: "2026-11-24T12:00:00Z"
                  nextRotationTime: "2026-12-24T12:00:00Z"
                  rotation: {upcoming: ["2026-12-24T12:00:00Z", "2027-01-23T12:00:00Z"]}
                """);

        assertThat(exposed.series())
                .contains(
                        "chalk_credential_ready" + OF + "1.0",
                        "chalk_credential_stalled" + OF + "0.0",
                        "chalk_credential_rotation_overdue" + OF + "0.0",
                        "chalk_credential_suspended" + OF + "0.0",
                        "chalk_credential_failures" + OF + "0.0",
                        "chalk_credential_failure_permanent" + OF + "0.0",
                        "chalk_credential_issue_limit_reached" + OF + "0.0",
                        "chalk_credential_retiring_tokens" + OF + "0.0",
                        "chalk_credential_revocation_blocked" + OF + "0.0",
                        "chalk_credential_revocation_blocking_containers" + OF + "0.0",
                        "chalk_credential_restarts_pending" + OF + "0.0",
                        "chalk_credential_last_rotation_timestamp_seconds" + OF + "1.7955216E9",
                        "chalk_credential_next_rotation_timestamp_seconds" + OF + "1.7981136E9")
                .noneMatch(line -> line.startsWith("chalk_credential_problem"));
    }

    @Test
    void aCredentialInTrouble() {
        exposed.credential(
                """
                status:
                  conditions:
                  - {type: Ready, status: "True", reason: Rotated, message: it is}
                  - {type: Stalled, status: "True", reason: IssueLimitReached, message: too many}
                  - {type: RotationOverdue, status: "True", reason: NotRotated, message: late}
                  - {type: RevocationBlocked, status: "True", reason: InUse, message: held}
                  retiring: [{revision: 1, tokenId: a, blockedByCount: 12}, {revision: 2, tokenId: b}]
                  rotation: {pendingRestarts: [{kind: Deployment, name: app}]}
                  failure: {count: 7, reason: PermissionDenied, message: no}
                """);

        assertThat(exposed.series())
                .contains(
                        "chalk_credential_ready" + OF + "1.0",
                        "chalk_credential_stalled" + OF + "1.0",
                        "chalk_credential_rotation_overdue" + OF + "1.0",
                        "chalk_credential_revocation_blocked" + OF + "1.0",
                        "chalk_credential_issue_limit_reached" + OF + "1.0",
                        "chalk_credential_retiring_tokens" + OF + "2.0",
                        "chalk_credential_revocation_blocking_containers" + OF + "12.0",
                        "chalk_credential_restarts_pending" + OF + "1.0",
                        "chalk_credential_failures" + OF + "7.0",
                        "chalk_credential_failure_permanent" + OF + "1.0",
                        problem("Stalled", "IssueLimitReached"),
                        problem("RotationOverdue", "NotRotated"),
                        problem("RevocationBlocked", "InUse"))
                .noneMatch(line -> line.startsWith("chalk_credential_next_rotation"))
                .noneMatch(line -> line.contains("condition=\"Ready\""));
    }

    private static String problem(String condition, String reason) {
        return "chalk_credential_problem{namespace=\"fraud\",name=\"scorer\",condition=\"" + condition + "\",reason=\""
                + reason + "\",} 1.0";
    }

    @Test
    void aCredentialWhoseRotationIsSuspended() {
        exposed.credential("spec: {rotation: {interval: 30d, suspend: true}}");

        assertThat(exposed.series()).contains("chalk_credential_suspended" + OF + "1.0");
    }

    @Test
    void aCredentialThatWasNotReconciledIsNotReady() {
        exposed.credential("");

        assertThat(exposed.series()).contains("chalk_credential_ready" + OF + "0.0");
    }

    /** A forged status must neither break the page nor fill it. */
    @Test
    void aForgedStatus() {
        exposed.credential(
                """
                status:
                  conditions:
                  - {type: Ready, status: "False", reason: "a b c", message: ""}
                  - {type: Made.Up, status: "True", reason: Whatever, message: ""}
                  nextRotationTime: soon
                  failure: {count: 1, reason: Unheard}
                """);

        assertThat(exposed.series())
                .contains(problem("Ready", "Other"), "chalk_credential_failure_permanent" + OF + "0.0")
                .noneMatch(line -> line.contains("Made.Up") || line.contains("a b c") || line.contains("soon"));
    }

    @Test
    void connectionsOfBothKinds() {
        exposed.connections.add(state(ConnectionKey.cluster("default"), true, "Connected"));
        exposed.connections.add(state(ConnectionKey.namespaced("fraud", "own"), false, "Unauthorized"));

        assertThat(exposed.series())
                .contains(
                        "chalk_operator_connection_ready{kind=\"ClusterChalkConnection\",namespace=\"\",name=\"default\",} 1.0",
                        "chalk_operator_connection_ready{kind=\"ChalkConnection\",namespace=\"fraud\",name=\"own\",} 0.0",
                        "chalk_operator_connection_problem"
                                + "{kind=\"ChalkConnection\",namespace=\"fraud\",name=\"own\",reason=\"Unauthorized\",} 1.0")
                .noneMatch(line -> line.contains("Connected"));
    }

    static ConnectionState state(ConnectionKey key, boolean ready, String reason) {
        var spec = ConnectionSpecBuilder.builder()
                .apiServer("https://api.chalk.ai")
                .credentialsSecretRef(new CredentialsSecretRef("own", null, null, null))
                .build();
        return new ConnectionState(key, spec, ready, reason, "", Optional.empty());
    }

    @Test
    void recordsOfRevocations() {
        exposed.revocation("waiting", "");
        exposed.revocation(
                "stuck",
                """
                status:
                  conditions:
                  - {type: Ready, status: "False", reason: ConnectionDeleted, message: gone}
                  - {type: Stalled, status: "True", reason: ConnectionDeleted, message: gone}
                """);

        assertThat(exposed.series())
                .contains(
                        "chalk_operator_revocations 2.0",
                        "chalk_operator_revocation_stalled"
                                + "{namespace=\"chalk-system\",name=\"stuck\",reason=\"ConnectionDeleted\",} 1.0")
                .noneMatch(line -> line.contains("waiting"));
    }

    @Test
    void theProcess() {
        assertThat(exposed.series())
                .contains("chalk_operator_leader 1.0", "chalk_operator_inventory_interval_seconds 300.0");

        exposed.leads = false;

        assertThat(exposed.series()).contains("chalk_operator_leader 0.0");
    }

    @Test
    void aDeletedObjectLeavesNoSeries() {
        exposed.credential("");
        exposed.revocation("waiting", "");
        exposed.connections.add(state(ConnectionKey.cluster("default"), true, "Connected"));

        exposed.forgetAll();

        assertThat(exposed.series())
                .contains("chalk_operator_revocations 0.0")
                .noneMatch(line -> line.contains("name=\""));
    }
}
