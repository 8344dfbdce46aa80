// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The scripts in {@code gitops/argocd} have the paths that Argo CD's own repository would give them. Users add them as
 * keys of one ConfigMap. {@code -Dgitops.update=true} rewrites it.
 */
class ArgoCdConfigMapTest {

    private static final Path FOLDER = Path.of("gitops/argocd");
    private static final Path PUBLISHED = FOLDER.resolve("argocd-cm.yaml");
    private static final Path SCRIPTS = FOLDER.resolve("credentials.chalk.ai");
    private static final String CUSTOMIZATION = "  resource.customizations.%s.credentials.chalk.ai_%s: |\n";
    private static final String HEADER =
            """
            # Health scripts and actions for the operator's kinds. Apply it next to your own argocd-cm: kubectl apply --server-side leaves
            # other keys alone. A test generates this file from the scripts in this folder; docs/gitops.md describes them.
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: argocd-cm
              namespace: argocd
              labels:
                app.kubernetes.io/name: argocd-cm
                app.kubernetes.io/part-of: argocd
            data:
            """;

    @Test
    void holdsTheScripts() throws IOException {
        var text = new StringBuilder(HEADER);
        for (var kind : List.of("ChalkConnection", "ChalkServiceCredential", "ClusterChalkConnection")) {
            text.append(CUSTOMIZATION.formatted("health", kind)).append(script(kind + "/health.lua", 4));
        }
        text.append(CUSTOMIZATION.formatted("actions", "ChalkServiceCredential"))
                .append(actions());

        if (Boolean.getBoolean("gitops.update")) {
            Files.writeString(PUBLISHED, text);
        }

        assertThat(PUBLISHED).hasContent(text.toString());
    }

    /** The conditions of both kinds of connection have the same meaning. */
    @Test
    void judgesBothKindsOfConnectionAlike() {
        assertThat(SCRIPTS.resolve("ClusterChalkConnection/health.lua"))
                .hasSameTextualContentAs(SCRIPTS.resolve("ChalkConnection/health.lua"));
    }

    private static String actions() throws IOException {
        var folder = "ChalkServiceCredential/actions/";
        var text = new StringBuilder(
                "    discovery.lua: |\n" + script(folder + "discovery.lua", 6) + "    definitions:\n");
        for (var action : List.of("rotate", "revoke", "suspend", "resume")) {
            text.append("    - name: ").append(action).append("\n      action.lua: |\n");
            text.append(script(folder + action + "/action.lua", 8));
        }
        return text.toString();
    }

    private static String script(String file, int indent) throws IOException {
        return Files.readString(SCRIPTS.resolve(file))
                .lines()
                .map(line -> line.isEmpty() ? "\n" : " ".repeat(indent) + line + "\n")
                .collect(Collectors.joining());
    }
}
