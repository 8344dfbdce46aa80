// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.kubernetes.LenientJson;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A file of manifests, of which only the credentials are used. */
final class ManifestFile {

    private static final String STDIN = "-";
    private static final String KIND = HasMetadata.getKind(ChalkServiceCredential.class);

    private static final ObjectReader YAML =
            LenientJson.configure(new YAMLMapper()).readerFor(GenericKubernetesResource.class);

    private ManifestFile() {}

    /** The credentials in the file, as they are written there. */
    static List<GenericKubernetesResource> read(String file, CommandIo io) {
        var found = parse(file, text(file, io)).stream()
                .filter(object -> KIND.equals(object.getKind()) && object.getMetadata() != null)
                .toList();
        if (found.isEmpty()) {
            throw CommandFailure.usage("there is no " + KIND + " in " + name(file));
        }
        return found;
    }

    private static List<GenericKubernetesResource> parse(String file, String text) {
        try (MappingIterator<GenericKubernetesResource> documents = YAML.readValues(text)) {
            return documents.readAll().stream().filter(Objects::nonNull).toList();
        } catch (IOException
                | RuntimeException e) { // the parser throws several kinds, and each means that the file is invalid
            throw CommandFailure.usage(name(file) + " is not valid YAML of Kubernetes objects: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static String text(String file, CommandIo io) {
        try {
            return file.equals(STDIN)
                    ? io.in().lines().collect(Collectors.joining("\n"))
                    : Files.readString(Path.of(file));
        } catch (IOException e) {
            throw CommandFailure.usage("cannot read " + name(file) + " that -f specifies");
        }
    }

    private static String name(String file) {
        return file.equals(STDIN) ? "the standard input" : "the file " + file;
    }
}
