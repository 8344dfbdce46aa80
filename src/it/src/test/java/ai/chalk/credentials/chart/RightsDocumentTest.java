// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documented tables of permissions match what the chart grants. */
class RightsDocumentTest {

    private static final Pattern WORD = Pattern.compile("`([^`]+)`");
    private static final Pattern GROUP = Pattern.compile("\\(`([^`]+)`\\)");
    private static final Pattern NAME = Pattern.compile(" named `([^`]+)`");
    private static final String THAT_ONE = ", that one only";

    private static final Map<String, String> PLACES = Map.of(
            "the cluster", "cluster",
            "each watched namespace", "team-a",
            "the operator's namespace", "chalk-system",
            "`kube-system`", "kube-system",
            "`default`", "default");

    /** Leaves out the permissions of users and other programs. */
    private static final String OPERATOR_ONLY =
            "--set=crds.enabled=false,tests.enabled=false,rbac.aggregate=false,rbac.serviceBinding=false";

    @Test
    void ofTheWholeCluster() throws IOException {
        var rendered = Chart.render("chalk", "chalk-system", OPERATOR_ONLY);

        assertThat(documented("## Rights", 1)).containsExactlyInAnyOrderElementsOf(ChartRights.of(rendered));
    }

    @Test
    void ofSomeNamespacesOnly() throws IOException {
        var rendered = Chart.render(
                "chalk", "chalk-system", OPERATOR_ONLY, "--set=watchNamespaces={team-a},rbac.readKubeSystem=true");

        assertThat(documented("### Rights in some namespaces only", 1))
                .containsExactlyInAnyOrderElementsOf(ChartRights.of(rendered));
    }

    @Test
    void ofOthers() throws IOException {
        var rendered =
                Chart.render("chalk-credential-operator", "chalk-system", "--set=rbac.aggregateConnections=true");
        var granted = Stream.of("view", "edit", "admin", "service-binding", "test")
                .flatMap(role -> Stream.of("ClusterRole", "Role")
                        .flatMap(kind -> rendered.ofKind(kind).stream())
                        .filter(object -> object.at("/metadata/name").asText().endsWith("operator-" + role))
                        .flatMap(object -> ChartRights.of(object, "`…-" + role + "`")))
                .toList();

        assertThat(documented("### Roles for others", 2)).containsExactlyInAnyOrderElementsOf(granted);
    }

    /**
     * The permissions of the first table of a section, whose resources are in that column. An empty cell repeats the
     * one above it.
     */
    private static List<String> documented(String section, int column) throws IOException {
        var rights = new ArrayList<String>();
        var place = "";
        for (var row : rows(section)) {
            var cells =
                    Stream.of(row.split("\\|", -1)).skip(1).map(String::strip).toList();
            place = cells.get(0).isEmpty() ? place : PLACES.getOrDefault(cells.get(0), cells.get(0));
            rights.addAll(rights(place, cells.get(column), cells.get(column + 1)));
        }
        return rights;
    }

    private static List<String> rows(String section) throws IOException {
        return Files.readAllLines(Path.of("docs/security.md")).stream()
                .dropWhile(line -> !line.equals(section))
                .dropWhile(line -> !line.startsWith("|---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static List<String> rights(String place, String resources, String verbs) {
        var group = first(GROUP, resources);
        var name =
                resources.endsWith(THAT_ONE) ? place : first(NAME, resources).replace("…", "chalk-credential-operator");
        var kinds = NAME.matcher(GROUP.matcher(resources).replaceAll("")).replaceAll("");
        return WORD.matcher(kinds)
                .results()
                .map(kind -> kind.group(1))
                .flatMap(kind -> Stream.of(verbs.split(", ", -1))
                        .map(verb ->
                                ChartRights.text(place, group.isEmpty() ? usualGroup(kind) : group, kind, name, verb)))
                .toList();
    }

    private static String usualGroup(String kind) {
        return kind.contains("chalk") ? "credentials.chalk.ai" : "";
    }

    private static String first(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
    }
}
