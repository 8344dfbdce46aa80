// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.image;

import ai.chalk.credentials.dev.cluster.ExternalCommand;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** An image in the OCI image layout: a folder of blobs, each named after its hash. */
final class ImageLayout {

    /** The layers that this project adds, the last ones of an image. The layers before them are the base. */
    private static final List<String> OURS =
            List.of("Java runtime", "libraries", "application", "list of parts (SBOM)", "class archives");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final String digest;
    private final JsonNode manifest;
    private final JsonNode config;

    private ImageLayout(Path folder) throws IOException {
        this.folder = folder;
        this.digest = JSON.readTree(folder.resolve("index.json").toFile())
                .at("/manifests/0/digest")
                .textValue();
        this.manifest = JSON.readTree(blob(digest).toFile());
        this.config = JSON.readTree(
                        blob(manifest.at("/config/digest").textValue()).toFile())
                .path("config");
    }

    /** Unpacks the file of a build into an empty folder. */
    static ImageLayout unpack(Path tar, Path folder) throws IOException {
        Files.createDirectories(folder);
        ExternalCommand.of("tar", "--extract", "--file=" + tar, "--directory=" + folder)
                .run();
        return new ImageLayout(folder);
    }

    /** Opens an image that is already unpacked. */
    static ImageLayout at(Path folder) throws IOException {
        return new ImageLayout(folder);
    }

    private Path blob(String digest) {
        return folder.resolve("blobs").resolve(digest.replace(':', '/'));
    }

    String digest() {
        return digest;
    }

    /** The container configuration: user, environment, labels. */
    JsonNode config() {
        return config;
    }

    List<String> entrypoint() {
        return StreamSupport.stream(config.path("Entrypoint").spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    Map<String, String> environment() {
        return StreamSupport.stream(config.path("Env").spliterator(), false)
                .map(variable -> variable.textValue().split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    List<ImageLayer> layers() {
        var layers = manifest.path("layers");
        return IntStream.range(0, layers.size())
                .mapToObj(i -> layer(layers.get(i), i - layers.size() + OURS.size()))
                .toList();
    }

    private static ImageLayer layer(JsonNode layer, int ours) {
        return new ImageLayer(
                ours < 0 ? "base" : OURS.get(ours),
                layer.path("size").longValue(),
                layer.path("digest").textValue());
    }

    /** Unpacks all layers over each other, as a container sees them. */
    void unpackLayers(Path root) throws IOException {
        Files.createDirectories(root);
        for (var layer : layers()) {
            ExternalCommand.of("tar", "--extract", "--gzip", "--file=" + blob(layer.digest()), "--directory=" + root)
                    .run();
        }
    }
}
