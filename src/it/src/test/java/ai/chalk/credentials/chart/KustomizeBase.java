// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The plain manifests, generated from the chart's defaults, so that there is only one source. */
final class KustomizeBase {

    static final String FOLDER = "config/base";

    private static final String NAME = "chalk-credential-operator";
    private static final String NOTE =
            "# Generated from the chart: ./mvnw -pl src/it -am test -Dtest=ChartFilesTest -Dchart.update=true\n";
    private static final Pattern SOURCE =
            Pattern.compile("^---\n# Source: [^\n]*/templates/([^\n]*)\n", Pattern.MULTILINE);
    private static final Pattern OF_HELM = Pattern.compile(
            "^ *(app.kubernetes.io/managed-by|helm.sh/chart|helm.sh/resource-policy): .*\n", Pattern.MULTILINE);

    /** The service account goes into the file with its permissions. */
    private static final Map<String, String> MERGED = Map.of("serviceaccount.yaml", "rbac.yaml");

    private KustomizeBase() {}

    /** The files by name. */
    static Map<String, String> files() {
        var files = new TreeMap<String, String>();
        manifests().forEach((name, manifests) -> files.put(name, NOTE + manifests));
        files.put("kustomization.yaml", kustomization(files));
        return files;
    }

    private static Map<String, String> manifests() {
        var rendered =
                Chart.render(NAME, "chalk-system", "--set=tests.enabled=false").text();
        var manifests = new LinkedHashMap<String, String>();
        var sources = SOURCE.matcher(rendered).results().toList();
        for (int at = 0; at < sources.size(); at++) {
            var end = at + 1 < sources.size() ? sources.get(at + 1).start() : rendered.length();
            var name = sources.get(at).group(1);
            var manifest = OF_HELM.matcher(rendered.substring(sources.get(at).end(), end))
                    .replaceAll("")
                    .strip();
            manifests.merge(
                    MERGED.getOrDefault(name, name), manifest + "\n", (former, next) -> former + "---\n" + next);
        }
        return manifests;
    }

    private static String kustomization(Map<String, String> files) {
        return NOTE
                + """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                namespace: chalk-system
                resources:
                  - namespace.yaml
                """
                + files.keySet().stream().map(name -> "  - " + name + "\n").collect(Collectors.joining());
    }
}
