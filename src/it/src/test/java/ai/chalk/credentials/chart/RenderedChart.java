// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The result of rendering the chart with some values.
 *
 * @param text the output of Helm
 */
record RenderedChart(String text) {

    List<JsonNode> objects() {
        var objects = new ArrayList<JsonNode>();
        try (var documents = Chart.YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            documents.forEachRemaining(document -> {
                if (document.has("kind")) {
                    objects.add(document);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return objects;
    }

    List<JsonNode> ofKind(String kind) {
        return objects().stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    /** The only object of that kind. */
    JsonNode only(String kind) {
        var found = ofKind(kind);
        if (found.size() != 1) {
            throw new AssertionError("There are " + found.size() + " objects of kind " + kind + " in " + text);
        }
        return found.get(0);
    }

    /** A manifest with some of the objects. */
    String manifest(Predicate<JsonNode> which) {
        return objects().stream().filter(which).map(RenderedChart::write).collect(Collectors.joining());
    }

    static boolean isHook(JsonNode object) {
        return object.path("metadata").path("annotations").has("helm.sh/hook");
    }

    static String write(JsonNode object) {
        try {
            return Chart.YAML.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The environment of the only container of a Pod.
     *
     * @param pod a Pod, or the template of one
     * @param namespace the namespace of the Pod
     */
    static Map<String, String> environment(JsonNode pod, String namespace) {
        var environment = new TreeMap<String, String>();
        for (var variable : pod.path("spec").path("containers").path(0).path("env")) {
            environment.put(variable.path("name").asText(), value(variable, namespace));
        }
        return environment;
    }

    private static String value(JsonNode variable, String namespace) {
        if (variable.has("value")) {
            return variable.path("value").asText();
        }
        var field =
                variable.path("valueFrom").path("fieldRef").path("fieldPath").asText();
        if (!field.equals("metadata.namespace")) {
            throw new AssertionError("No test knows the value of " + variable);
        }
        return namespace;
    }
}
