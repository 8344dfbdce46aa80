// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.testing;

import ai.chalk.credentials.dev.cluster.ClusterBinaries;
import ai.chalk.credentials.dev.cluster.ClusterOptions;
import ai.chalk.credentials.dev.cluster.EmbeddedCluster;
import ai.chalk.credentials.dev.cluster.WithoutGo;
import ai.chalk.credentials.kubernetes.LenientJson;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The only real cluster of a test JVM, with the CRDs of this repository. It starts at its first use and ends with the
 * JVM. Tests share it, so each test uses its own namespace and names cluster-scoped objects after it.
 */
public final class SharedCluster {

    private static final String RBAC = "config/base/rbac.yaml";

    private static final ObjectReader YAML = new YAMLMapper().readerFor(GenericKubernetesResource.class);

    private static final PatchContext AS_KUBECTL = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("kubectl")
            .build();

    private final EmbeddedCluster cluster;
    private final KubernetesClient client;
    private final Path operatorKubeconfig;

    private SharedCluster(EmbeddedCluster cluster) {
        this.cluster = cluster;
        this.client = client(cluster.kubeconfig());
        this.operatorKubeconfig = cluster.kubeconfigFor("chalk-system", "chalk-credential-operator");
    }

    public static SharedCluster get() {
        return Holder.INSTANCE;
    }

    /**
     * The same with a node: Pods start, Deployments roll out and Secrets are mounted. Only for tests that need it,
     * because its programs exist only on Linux, and not among those of envtest.
     */
    public static SharedCluster withNode() {
        get().cluster.startNode();
        return get();
    }

    /** The cluster itself, for kubeconfigs, logs and mounted Secrets. */
    public EmbeddedCluster cluster() {
        return cluster;
    }

    /** The administrator's client, which parses objects as the operator does. Do not close it. */
    public KubernetesClient client() {
        return client;
    }

    /** A client of another user. The caller must close it. */
    public KubernetesClient client(Path kubeconfig) {
        try {
            var serialization = new KubernetesSerialization(LenientJson.configure(new ObjectMapper()), true);
            return new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(Files.readString(kubeconfig)))
                    .withKubernetesSerialization(serialization)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the kubeconfig", e);
        }
    }

    /** Runs kubectl as the administrator. */
    public String kubectl(String... args) {
        return cluster.kubectl(args);
    }

    /** A client with the operator's service account and permissions. The caller must close it. */
    public KubernetesClient operatorClient() {
        return client(operatorKubeconfig());
    }

    /** A kubeconfig with the operator's service account. */
    public Path operatorKubeconfig() {
        return operatorKubeconfig;
    }

    /**
     * Applies manifests, by server-side apply under kubectl's name, and changes nothing in them on the way: as {@code kubectl apply
     * --server-side} does, without the start of a process. For what is not about kubectl.
     */
    public void apply(String manifests) {
        try (MappingIterator<GenericKubernetesResource> documents = YAML.readValues(manifests)) {
            for (var manifest : documents.readAll()) {
                client.resource(manifest).patch(AS_KUBECTL);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The manifests cannot be read", e);
        }
    }

    /**
     * The label of cluster-wide objects that belong to the test of a namespace: operators that run side by side in tests watch only
     * those of their own.
     */
    public static String labelOf(String namespace) {
        return "test=" + namespace;
    }

    /** Creates a namespace that no other test uses. */
    public String newNamespace() {
        var name = "test-" + UUID.randomUUID().toString().substring(0, 8);
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        return name;
    }

    /** Creates a namespace in which the operator has the permissions that it has in its own. */
    public String newOperatorNamespace() {
        var namespace = newNamespace();
        try (var manifest = Files.newInputStream(Path.of(RBAC))) {
            client.load(manifest).items().stream()
                    .filter(object -> object instanceof Role || object instanceof RoleBinding)
                    .forEach(object -> {
                        object.getMetadata().setNamespace(namespace);
                        client.resource(object).create();
                    });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the operator's permissions", e);
        }
        return namespace;
    }

    private static SharedCluster start() {
        if (!Boolean.parseBoolean(System.getProperty("chalk.tests.cluster", "true"))) {
            throw new IllegalStateException(
                    "The profile unit runs no cluster: add @Tag(\"cluster\") to the test class");
        }
        var binaries = ClusterBinaries.find(WithoutGo.FETCH_GO, System.out::println);
        var cluster = EmbeddedCluster.start(binaries, ClusterOptions.DEFAULT);
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "end-of-shared-cluster"));
        cluster.kubectl("apply", "--server-side", "--filename=crds");
        cluster.kubectl("wait", "--for=condition=Established", "--timeout=60s", "--filename=crds");
        cluster.kubectl("create", "namespace", "chalk-system");
        cluster.kubectl("apply", "--server-side", "--filename=" + RBAC);
        // kubectl caches the list of kinds for minutes, and has fetched it before these kinds existed.
        cluster.kubectl("api-resources", "--api-group=credentials.chalk.ai");
        return new SharedCluster(cluster);
    }

    /** Loaded, and so started, only at its first use. */
    private static final class Holder {
        private static final SharedCluster INSTANCE = start();
    }
}
