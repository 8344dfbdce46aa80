// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.dev.cluster.TestPrograms;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The assessment of an object on the server by GitOps tools: by the real kstatus, and by the Lua that we publish for
 * Argo CD, run in the interpreter that Argo CD uses.
 *
 * @param kstatus such as Current, InProgress, Failed
 * @param argoCd such as Healthy, Progressing, Degraded
 * @param message what Argo CD shows beside it
 */
record GitOpsVerdict(String kstatus, String argoCd, String message) {

    private static final Path SCRIPTS = Path.of("gitops/argocd/credentials.chalk.ai");
    private static final Path APPLICATION = Path.of("gitops/argocd/application.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static GitOpsVerdict of(HasMetadata object) throws IOException, InterruptedException {
        var json = Serialization.asJson(object);
        var health = lua(object.getKind() + "/health.lua", json);
        return new GitOpsVerdict(text(ask(json, "kstatus"), "status"), text(health, "status"), text(health, "message"));
    }

    /**
     * The part of a workload that Argo CD compares with git: its spec, without what the published Application makes it
     * ignore.
     */
    static Object compared(Deployment workload) throws IOException, InterruptedException {
        var ignored = YAML.readTree(APPLICATION.toFile()).at("/spec/ignoreDifferences/0");
        assertThat(ignored.path("group").asText()).isEqualTo("apps");
        assertThat(ignored.path("kind").asText()).isEqualTo(workload.getKind());
        var left = Serialization.asJson(workload);
        for (var expression : ignored.path("jqPathExpressions")) {
            left = JSON.writeValueAsString(ask(left, "ignore", expression.asText()));
        }
        return JSON.readTree(left).path("spec");
    }

    static Object specOf(HasMetadata object) throws IOException {
        return JSON.readTree(Serialization.asJson(object)).path("spec");
    }

    /** The result of an action on an object: the changed object or, for the discovery, all actions by name. */
    static Map<?, ?> action(HasMetadata object, String action) throws IOException, InterruptedException {
        var script = action.equals("discovery") ? "actions/discovery.lua" : "actions/" + action + "/action.lua";
        return lua(object.getKind() + "/" + script, Serialization.asJson(object));
    }

    private static Map<?, ?> lua(String script, String json) throws IOException, InterruptedException {
        return ask(json, "lua", SCRIPTS.resolve(script).toString());
    }

    private static Map<?, ?> ask(String input, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(TestPrograms.obtain().gitops().toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var answer = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IOException("gitops failed: " + command);
        }
        return JSON.readValue(answer, Map.class);
    }

    private static String text(Map<?, ?> object, String key) {
        return String.valueOf(object.get(key));
    }
}
