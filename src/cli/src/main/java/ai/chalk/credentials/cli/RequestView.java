// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import org.jspecify.annotations.Nullable;

/**
 * The result of a request; its components are the fields of the JSON.
 *
 * @param annotation the annotation that made the request
 * @param value the value of that annotation
 * @param revision the revision that was current at the request; after waiting, the new one
 * @param done whether the command waited, and the new revision is published
 */
record RequestView(
        String namespace,
        String name,
        String annotation,
        String value,
        long revision,
        boolean done,
        @Nullable String note) {}
