// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Single permissions as texts: where, API group and resource, names, and verb. */
final class ChartRights {

    private ChartRights() {}

    /** The permissions of all roles. */
    static Set<String> of(RenderedChart rendered) {
        return Stream.of("ClusterRole", "Role")
                .flatMap(kind -> rendered.ofKind(kind).stream())
                .flatMap(role -> of(role, role.at("/metadata/namespace").asText("cluster")))
                .collect(Collectors.toSet());
    }

    /** The permissions of one role, with another text for where. */
    static Stream<String> of(JsonNode role, String place) {
        return elements(role.path("rules"))
                .flatMap(rule -> elements(rule.path("resources")).flatMap(resource -> elements(rule.path("verbs"))
                        .map(verb -> text(
                                place,
                                rule.path("apiGroups").path(0).asText(),
                                resource.asText(),
                                rule.path("resourceNames").path(0).asText(),
                                verb.asText()))));
    }

    static String text(String place, String group, String resource, String name, String verb) {
        return "%s %s/%s %s".formatted(place, group, resource, verb) + (name.isEmpty() ? "" : " " + name);
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
