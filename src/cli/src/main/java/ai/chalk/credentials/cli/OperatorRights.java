// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.kubernetes.WellKnownNames;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rights that the operator needs; a test compares them with the roles that are shipped. */
final class OperatorRights {

    private static final String CREDENTIALS = "chalkservicecredentials";
    private static final String EVENTS = "events.k8s.io";
    private static final String LEASES = "coordination.k8s.io";
    private static final String NAMESPACES = "namespaces";
    private static final String INSTALLATION = "chalk-operator-installation";
    private static final String KUBE_SYSTEM = "kube-system";
    private static final List<String> READ = List.of("get", "list", "watch");
    private static final List<String> GET = List.of("get");
    private static final List<String> CREATE = List.of("create");
    private static final List<String> UPDATE = List.of("update");

    private OperatorRights() {}

    /** The rights that the operator cannot work without. */
    static List<AccessRight> required(OperatorInstallation installation) {
        var inNamespaces = installation.servesAllNamespaces()
                ? Stream.concat(served(null), rights("", NAMESPACES, null, READ))
                : installation.watched().stream()
                        .flatMap(namespace ->
                                Stream.concat(served(namespace), named("", NAMESPACES, namespace, namespace)));
        return Stream.of(inNamespaces, own(installation), clusterConnections(installation))
                .flatMap(rights -> rights)
                .toList();
    }

    /** The rights that an installation can leave out on purpose. */
    static List<AccessRight> optional(OperatorInstallation installation) {
        return installation.servesAllNamespaces()
                ? restarts(null).toList()
                : Stream.concat(
                                installation.watched().stream().flatMap(OperatorRights::restarts),
                                beyondTheWatched(installation))
                        .toList();
    }

    private static Stream<AccessRight> restarts(@Nullable String namespace) {
        return Stream.of("deployments", "statefulsets", "daemonsets")
                .flatMap(resource -> rights("apps", resource, namespace, List.of("get", "patch")))
                .map(right -> right.because("rolloutRestartTargets"));
    }

    private static Stream<AccessRight> beyondTheWatched(OperatorInstallation installation) {
        var orphans = named("", NAMESPACES, KUBE_SYSTEM, KUBE_SYSTEM).map(right -> right.because("revoking orphans"));
        if (!installation.clusterConnections()) {
            return orphans;
        }
        var referenced = Stream.of("secrets", "configmaps")
                .flatMap(resource -> rights("", resource, installation.namespace(), READ))
                .map(right -> right.because("cluster connections whose Secrets are there"));
        var events = rights(EVENTS, "events", "default", CREATE)
                .map(right -> right.because("events of cluster connections"));
        return Stream.of(orphans, referenced, events).flatMap(rights -> rights);
    }

    private static Stream<AccessRight> served(@Nullable String namespace) {
        return Stream.of(
                        rights(
                                WellKnownNames.DOMAIN,
                                CREDENTIALS,
                                namespace,
                                List.of("get", "list", "watch", "patch", "update")),
                        rights(WellKnownNames.DOMAIN, "chalkconnections", namespace, READ),
                        rights(WellKnownNames.DOMAIN, CREDENTIALS + "/status", namespace, UPDATE),
                        rights(WellKnownNames.DOMAIN, "chalkconnections/status", namespace, UPDATE),
                        rights(WellKnownNames.DOMAIN, CREDENTIALS + "/finalizers", namespace, UPDATE),
                        rights("", "secrets", namespace, List.of("get", "list", "watch", "create", "update", "delete")),
                        rights("", "configmaps", namespace, READ),
                        rights("", "pods", namespace, List.of("list")),
                        rights(EVENTS, "events", namespace, CREATE))
                .flatMap(rights -> rights);
    }

    private static Stream<AccessRight> clusterConnections(OperatorInstallation installation) {
        return installation.clusterConnections()
                ? Stream.concat(
                        rights(WellKnownNames.DOMAIN, "clusterchalkconnections", null, READ),
                        rights(WellKnownNames.DOMAIN, "clusterchalkconnections/status", null, UPDATE))
                : Stream.empty();
    }

    private static Stream<AccessRight> own(OperatorInstallation installation) {
        var own = installation.namespace();
        var ofNamespaces = installation.servesAllNamespaces()
                ? Stream.<AccessRight>empty()
                : Stream.concat(named("", "configmaps", own, INSTALLATION), rights(EVENTS, "events", own, CREATE));
        var lease = installation.leaderElection()
                ? Stream.concat(
                        rights(LEASES, "leases", own, CREATE),
                        rights(LEASES, "leases", own, List.of("get", "update", "patch"))
                                .map(right -> right.on(WellKnownNames.OPERATOR)))
                : Stream.<AccessRight>empty();
        return Stream.of(
                        rights("", "configmaps", own, CREATE),
                        ofNamespaces,
                        lease,
                        rights(
                                WellKnownNames.DOMAIN,
                                "chalkrevocations",
                                own,
                                List.of("get", "list", "watch", "create", "delete")),
                        rights(WellKnownNames.DOMAIN, "chalkrevocations/status", own, UPDATE))
                .flatMap(rights -> rights);
    }

    private static Stream<AccessRight> named(String group, String resource, String namespace, String name) {
        return rights(group, resource, namespace, GET).map(right -> right.on(name));
    }

    private static Stream<AccessRight> rights(
            String group, String resource, @Nullable String namespace, List<String> verbs) {
        return verbs.stream().map(verb -> new AccessRight(group, resource, verb, namespace, "the operator"));
    }
}
