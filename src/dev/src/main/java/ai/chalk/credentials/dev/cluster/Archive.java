// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Unpacks archives with the system's tar, which every system has on which a cluster can be built. */
final class Archive {
    private Archive() {}

    /** Unpacks an archive whose checksum was verified, and deletes it. */
    static void unpack(Path archive, Path folder) throws IOException {
        ExternalCommand.of("tar", "-xzf", archive.toString(), "-C", folder.toString())
                .run();
        Files.delete(archive);
    }
}
