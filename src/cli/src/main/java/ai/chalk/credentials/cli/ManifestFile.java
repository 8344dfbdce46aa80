// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A file of manifests, of which only the credentials matter. */
final class ManifestFile {

    private static final String STDIN = "-";
    private static final String KIND = HasMetadata.getKind(ChalkServiceCredential.class);

    private ManifestFile() {}

    /** The credentials in it, as they are written. */
    static List<GenericKubernetesResource> read(String file, CommandIo surroundings, KubernetesSerialization yaml) {
        var found = parse(file, text(file, surroundings), yaml).stream()
                .filter(object -> KIND.equals(object.getKind()) && object.getMetadata() != null)
                .toList();
        if (found.isEmpty()) {
            throw CommandFailure.usage("there is no " + KIND + " in " + name(file));
        }
        return found;
    }

    private static List<GenericKubernetesResource> parse(String file, String text, KubernetesSerialization yaml) {
        try {
            return Pattern.compile("(?m)^---.*$")
                    .splitAsStream(text)
                    .filter(document -> !document.isBlank())
                    .map(document -> yaml.unmarshal(document, GenericKubernetesResource.class))
                    .filter(object -> object != null)
                    .toList();
        } catch (RuntimeException e) { // whatever the parser's kinds are, the file is what is wrong
            throw CommandFailure.usage(name(file) + " is no YAML of Kubernetes objects: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static String text(String file, CommandIo surroundings) {
        try {
            return file.equals(STDIN)
                    ? surroundings.in().lines().collect(Collectors.joining("\n"))
                    : Files.readString(Path.of(file));
        } catch (IOException e) {
            throw CommandFailure.usage(name(file) + " cannot be read; -f names it");
        }
    }

    private static String name(String file) {
        return file.equals(STDIN) ? "the standard input" : "the file " + file;
    }
}
