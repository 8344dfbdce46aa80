// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import org.jspecify.annotations.Nullable;

/**
 * What became of a request; its components are the fields of the JSON.
 *
 * @param annotation by which it was made, with this value
 * @param revision that was current when it was made, or, after waiting, the new one
 * @param done whether the new revision was waited for, and is in the Secret
 */
record RequestView(
        String namespace,
        String name,
        String annotation,
        String value,
        long revision,
        boolean done,
        @Nullable String note) {}
