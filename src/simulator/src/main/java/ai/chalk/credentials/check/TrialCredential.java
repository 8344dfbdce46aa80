// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.check;

import ai.chalk.credentials.api.v1alpha1.ChalkConnection;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.ConditionType;
import ai.chalk.credentials.api.v1alpha1.ConnectionStatus;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.kubernetes.CredentialSecret;
import ai.chalk.credentials.simulator.SimulatedChalk;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A credential that is created only to check the operator: it is issued and deleted, and each step is reported and
 * checked. All its objects have the same name.
 */
final class TrialCredential {

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final SimulatedChalk chalk;
    private final PrintStream out;
    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final String apiServer;
    private final Duration limit;

    /**
     * The parameters of a trial.
     *
     * @param name of the credential, its connection and its Secret; the connection's Secret is NAME-connection and must
     * exist
     * @param apiServer the address at which the operator reaches the simulated Chalk
     * @param limit time limit of each step
     */
    record Plan(String namespace, String name, String apiServer, Duration limit) {}

    /** Creates nothing yet. */
    TrialCredential(Plan plan, KubernetesClient client, SimulatedChalk chalk, PrintStream out) {
        this.namespace = plan.namespace();
        this.name = plan.name();
        this.apiServer = plan.apiServer();
        this.limit = plan.limit();
        this.client = client;
        this.chalk = chalk;
        this.out = out;
    }

    /**
     * Creates the credential, checks it, and deletes it. Removes the objects also after a failure, if the operator
     * still can.
     *
     * @throws NotSeenException if a step did not succeed, with the operator's message about it
     */
    void live() {
        remove();
        try {
            connect();
            issue();
        } catch (NotSeenException | KubernetesClientException failure) {
            giveUp();
            throw failure;
        }
        remove();
        require(chalk.liveTokens().isEmpty(), "the credential is gone, but its token is not revoked");
        tell("The credential and its Secret are gone, and the token is revoked");
    }

    /** The first failure is the one to report. */
    private void giveUp() {
        try {
            remove();
        } catch (NotSeenException | KubernetesClientException left) {
            tell("Objects are left behind: " + left.getMessage());
        }
    }

    private void connect() {
        create(
                ChalkConnection.class,
                """
                apiVersion: credentials.chalk.ai/v1alpha1
                kind: ChalkConnection
                metadata: {name: %1$s}
                spec:
                  apiServer: %2$s
                  credentialsSecretRef: {name: %1$s-connection}
                """
                        .formatted(name, apiServer));
        await(() -> isReady(ofConnection()), () -> "the connection to be Ready; it is " + told(ofConnection()));
        tell("The operator reaches the simulated Chalk at " + apiServer);
    }

    private void issue() {
        create(
                ChalkServiceCredential.class,
                """
                apiVersion: credentials.chalk.ai/v1alpha1
                kind: ChalkServiceCredential
                metadata: {name: %1$s}
                spec:
                  connectionRef: {kind: ChalkConnection, name: %1$s}
                  project: fraud
                  environment: production
                  permissions: [query.online]
                """
                        .formatted(name));
        await(() -> isReady(ofCredential()), () -> "the credential to be Ready; it is " + told(ofCredential()));
        tell("The credential is Ready");
        require(pair().filter(chalk::accepts).isPresent(), "Chalk does not accept what is in the Secret " + name);
        tell("Its Secret has the keys %s, and Chalk accepts the pair in it".formatted(keys()));
    }

    /** Deletes the credential first, because the operator revokes its token through the connection. */
    private void remove() {
        credential().delete();
        await(
                () -> credential().get() == null && secret().get() == null,
                () -> "the credential and its Secret to go; it is " + told(ofCredential()));
        connection().delete();
    }

    private <T extends HasMetadata> void create(Class<T> kind, String manifest) {
        client.resources(kind)
                .inNamespace(namespace)
                .resource(client.getKubernetesSerialization().unmarshal(manifest, kind))
                .create();
    }

    private Resource<ChalkServiceCredential> credential() {
        return client.resources(ChalkServiceCredential.class)
                .inNamespace(namespace)
                .withName(name);
    }

    private Resource<ChalkConnection> connection() {
        return client.resources(ChalkConnection.class).inNamespace(namespace).withName(name);
    }

    private Resource<Secret> secret() {
        return client.secrets().inNamespace(namespace).withName(name);
    }

    private Optional<ClientCredentials> pair() {
        return Optional.ofNullable(secret().get()).flatMap(CredentialSecret::pair);
    }

    private List<String> keys() {
        return Optional.ofNullable(secret().get()).map(Secret::getData).stream()
                .flatMap(data -> data.keySet().stream())
                .sorted()
                .toList();
    }

    private List<Condition> ofCredential() {
        return Optional.ofNullable(credential().get())
                .map(ChalkServiceCredential::getStatus)
                .map(ChalkServiceCredentialStatus::conditions)
                .orElse(List.of());
    }

    private List<Condition> ofConnection() {
        return Optional.ofNullable(connection().get())
                .map(ChalkConnection::getStatus)
                .map(ConnectionStatus::conditions)
                .orElse(List.of());
    }

    private static boolean isReady(List<Condition> conditions) {
        return conditions.stream()
                .anyMatch(condition ->
                        condition.type().equals(ConditionType.READY) && condition.status() == ConditionStatus.TRUE);
    }

    private static String told(List<Condition> conditions) {
        return conditions.isEmpty()
                ? "not reconciled: does the operator run, and does it watch this namespace?"
                : conditions.stream()
                        .map(condition -> "%s=%s %s (%s)"
                                .formatted(
                                        condition.type(), condition.status(), condition.reason(), condition.message()))
                        .collect(Collectors.joining(", "));
    }

    private void await(BooleanSupplier seen, Supplier<String> what) {
        try {
            Awaitility.await()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(PAUSE)
                    .atMost(limit)
                    .until(seen::getAsBoolean);
        } catch (ConditionTimeoutException e) {
            throw new NotSeenException("timed out after " + limit.toSeconds() + " s waiting for " + what.get(), e);
        }
    }

    private static void require(boolean seen, String otherwise) {
        if (!seen) {
            throw new NotSeenException(otherwise);
        }
    }

    private void tell(String step) {
        out.println(step + ".");
        out.flush();
    }
}
