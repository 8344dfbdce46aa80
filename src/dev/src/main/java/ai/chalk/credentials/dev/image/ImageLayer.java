// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.image;

import java.util.Locale;

/**
 * A layer of an image.
 *
 * @param bytes as it is stored and sent, compressed
 */
record ImageLayer(String content, long bytes, String digest) {

    private static final double MIB = 1 << 20;

    /** For people. */
    String line() {
        return String.format(Locale.ROOT, "%6.1f MiB  %-20s  %s", bytes / MIB, content, digest);
    }
}
