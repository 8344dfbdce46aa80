// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.image;

import java.util.Locale;

/**
 * A layer of an image.
 *
 * @param bytes compressed size, as it is stored and transferred
 */
record ImageLayer(String content, long bytes, String digest) {

    private static final double MIB = 1 << 20;

    String line() {
        return String.format(Locale.ROOT, "%6.1f MiB  %-20s  %s", bytes / MIB, content, digest);
    }
}
