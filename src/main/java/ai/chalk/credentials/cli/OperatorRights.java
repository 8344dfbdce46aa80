// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.kubernetes.Names;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the operator needs; a test compares it with {@code config/base/rbac.yaml}. */
final class OperatorRights {

    private static final String CREDENTIALS = "chalkservicecredentials";
    private static final List<String> READ = List.of("get", "list", "watch");

    private OperatorRights() {}

    static List<Right> in(String ownNamespace) {
        return Stream.of(
                        rights(Names.DOMAIN, CREDENTIALS, null, List.of("get", "list", "watch", "patch", "update")),
                        rights(Names.DOMAIN, "chalkconnections", null, READ),
                        rights(Names.DOMAIN, "clusterchalkconnections", null, READ),
                        rights(Names.DOMAIN, CREDENTIALS + "/status", null, List.of("update")),
                        rights(Names.DOMAIN, "chalkconnections/status", null, List.of("update")),
                        rights(Names.DOMAIN, "clusterchalkconnections/status", null, List.of("update")),
                        rights(Names.DOMAIN, CREDENTIALS + "/finalizers", null, List.of("update")),
                        rights("", "secrets", null, List.of("get", "list", "watch", "create", "update", "delete")),
                        rights("", "configmaps", null, READ),
                        rights("", "namespaces", null, READ),
                        rights("apps", "deployments", null, List.of("get", "patch")),
                        rights("apps", "statefulsets", null, List.of("get", "patch")),
                        rights("apps", "daemonsets", null, List.of("get", "patch")),
                        rights("", "pods", null, List.of("list")),
                        rights("events.k8s.io", "events", null, List.of("create")),
                        rights("", "configmaps", ownNamespace, List.of("create")),
                        rights(
                                "coordination.k8s.io",
                                "leases",
                                ownNamespace,
                                List.of("get", "create", "update", "patch")),
                        rights(
                                Names.DOMAIN,
                                "chalkrevocations",
                                ownNamespace,
                                List.of("get", "list", "watch", "create", "delete")),
                        rights(Names.DOMAIN, "chalkrevocations/status", ownNamespace, List.of("update")))
                .flatMap(rights -> rights)
                .toList();
    }

    private static Stream<Right> rights(String group, String resource, @Nullable String namespace, List<String> verbs) {
        return verbs.stream().map(verb -> new Right(group, resource, verb, namespace, "the operator"));
    }
}
