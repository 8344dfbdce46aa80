// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatusBuilder;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.CurrentTokenBuilder;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.testing.SharedCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The CRDs as users and the API server see them. */
@Tag("cluster")
class CrdsOnServerTest {

    private static final Pattern COLUMNS = Pattern.compile(" {2,}");
    private static final String NEXT = "2036-12-24T03:12:00Z";

    private final SharedCluster cluster = SharedCluster.get();
    private final Instant published = Instant.now().minus(Duration.ofDays(30));
    private String namespace = "";

    @BeforeEach
    void inANamespaceOfItsOwn() {
        namespace = cluster.newNamespace();
    }

    @Test
    void serverSideApplyAcceptsTheFilesAndTheirSchemasAreStructural() {
        assertThat(cluster.kubectl("apply", "--server-side", "--filename=crds").lines())
                .hasSize(4)
                .allMatch(line -> line.endsWith("serverside-applied"));

        assertThat(cluster.kubectl("get", "--filename=crds", "--output=jsonpath={.items[*].status.conditions[*].type}"))
                .contains("Established")
                .doesNotContain("NonStructuralSchema");
    }

    @Test
    void anObjectThatWasNotReconciledIsNotCurrent() {
        create("scorer");

        assertThat(get("scorer").getStatus().observedGeneration()).isEqualTo(-1);
        assertThat(header("get", "csc"))
                .isEqualTo("NAME READY STATUS SECRET CLIENT ID LAST ROTATION NEXT ROTATION AGE");
    }

    @Test
    void theColumnsShowTheStateOfACredential() {
        report("scorer");

        assertThat(row("get", "csc")).startsWith("scorer", "True", "Issued", "scorer-chalk", "client-1", "30d", NEXT);
    }

    @Test
    void theWideColumnsShowTheTargetOfItsToken() {
        report("scorer");

        assertThat(header("get", "chalkcred", "--output=wide"))
                .endsWith("NEXT ROTATION AGE PROJECT ENVIRONMENT REVISION CONNECTION");
        assertThat(row("get", "chalkcred", "--output=wide")).endsWith("fraud", "production", "4", "default");
    }

    @Test
    void connectionsHaveColumnsToo() {
        apply("connections/valid-minimal.yaml");

        assertThat(header("get", "cconn", "--output=wide"))
                .isEqualTo("NAME READY STATUS API SERVER TEAM ORPHANS AGE CLIENT ID LAST INVENTORY");
        assertThat(row("get", "chalkconn")).startsWith("sample");
        assertThat(cluster.kubectl("get", "ccconn,clusterchalkconn")).isEmpty();
    }

    @Test
    void revocationsHaveColumnsToo() {
        apply("revocations/valid-minimal.yaml");

        assertThat(header("get", "crev", "--output=wide"))
                .isEqualTo("NAME READY STATUS NAMESPACE CREDENTIAL CLIENT ID NEXT ATTEMPT AGE REASON TOKEN ID ATTEMPTS"
                        + " CONNECTION");
        assertThat(row("get", "chalkrev")).startsWith("sample", "fraud", "scorer", "client-1");
    }

    /** A user who may edit records must not be able to make the operator revoke another token. */
    @Test
    void theSpecOfARevocationCannotChange() {
        apply("revocations/valid-minimal.yaml");

        assertThatThrownBy(() ->
                        kubectl("patch", "crev", "sample", "--type=merge", "--patch={\"spec\": {\"tokenId\": \"b\"}}"))
                .hasMessageContaining("spec: Forbidden: cannot be changed");
    }

    @Test
    void theCategoryNamesAllKinds() {
        report("scorer");
        apply("connections/valid-minimal.yaml");
        apply("revocations/valid-minimal.yaml");

        assertThat(kubectl("get", "chalk", "--output=name").lines())
                .containsExactlyInAnyOrder(
                        "chalkconnection.credentials.chalk.ai/sample",
                        "chalkrevocation.credentials.chalk.ai/sample",
                        "chalkservicecredential.credentials.chalk.ai/scorer");
    }

    @Test
    void credentialsAreFoundByTheirFields() {
        report("scorer");
        create("other");

        assertThat(kubectl(
                                "get",
                                "csc",
                                "--output=name",
                                "--field-selector=spec.project=fraud,spec.environment=production")
                        .lines())
                .hasSize(2);
        assertThat(kubectl("get", "csc", "--output=name", "--field-selector=status.clientId=client-1"))
                .isEqualToIgnoringNewLines("chalkservicecredential.credentials.chalk.ai/scorer");
        assertThat(kubectl("get", "csc", "--output=name", "--field-selector=spec.connectionRef.name=elsewhere"))
                .isEmpty();
    }

    @Test
    void aForgedStatusWithHolesIsRefused() {
        create("scorer");

        assertThatThrownBy(
                        () -> kubectl(
                                "patch",
                                "csc",
                                "scorer",
                                "--subresource=status",
                                "--type=merge",
                                "--patch={\"status\": {\"current\": {\"revision\": 1}, \"retiring\": [{\"tokenId\": \"stolen\"}]}}"))
                .hasMessageContaining("status.current.tokenId: Required value")
                .hasMessageContaining("status.retiring[0].connection: Required value");
    }

    @Test
    void everyFieldIsExplained() {
        assertThat(kubectl("explain", "csc.spec.rotation.overlap"))
                .contains("shorter than interval. Default:", "Example: 24h");
        assertThat(kubectl("explain", "csc")).contains("A workload's own Chalk service token");
    }

    private void report(String name) {
        create(name);
        var credential = get(name);
        var connection =
                new PinnedConnection(ConnectionKind.CLUSTER_CHALK_CONNECTION, null, "default", "https://api.chalk.ai");
        var current = CurrentTokenBuilder.builder()
                .revision(4L)
                .tokenId("id-1")
                .tokenName("k8s/x/4")
                .clientId("client-1")
                .projectId("p1")
                .projectName("fraud")
                .environmentId("e1")
                .environmentName("production")
                .connection(connection)
                .secretName("scorer-chalk")
                .reason("Due")
                .issueTime(published)
                .dataHash("hash")
                .grantsHash("hash")
                .publishTime(published)
                .build();
        var ready = new Condition("Ready", ConditionStatus.TRUE, 1L, published, "Issued", "revision 4 is in use");
        credential.setStatus(ChalkServiceCredentialStatusBuilder.builder()
                .observedGeneration(1L)
                .conditions(List.of(ready))
                .highestRevision(4L)
                .current(current)
                .nextRotationTime(NEXT)
                .lastRotationTime(published)
                .clientId("client-1")
                .secretName("scorer-chalk")
                .build());
        cluster.client().resource(credential).updateStatus();
    }

    private void create(String name) {
        apply("credentials/valid-minimal.yaml", name);
    }

    private void apply(String sample) {
        apply(sample, "sample");
    }

    private void apply(String sample, String name) {
        var object = new Admission(cluster.client()).read(AdmissionCorpusTest.sample(sample));
        object.getMetadata().setName(name);
        cluster.client().resource(object).inNamespace(namespace).create();
    }

    private ChalkServiceCredential get(String name) {
        return cluster.client()
                .resources(ChalkServiceCredential.class)
                .inNamespace(namespace)
                .withName(name)
                .require();
    }

    private String header(String... args) {
        return kubectl(args).lines().findFirst().orElseThrow().strip().replaceAll(" {2,}", " ");
    }

    private List<String> row(String... args) {
        var line = kubectl(args).lines().skip(1).findFirst().orElseThrow();
        return COLUMNS.splitAsStream(line.strip()).toList();
    }

    private String kubectl(String... args) {
        var all = new String[args.length + 1];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--namespace=" + namespace;
        return cluster.kubectl(all);
    }
}
