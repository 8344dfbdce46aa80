// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

/** What a token may do with the features of a tag (enum {@code chalk.auth.v1.FeaturePermission}). */
public enum FeaturePermission {
    /** Computed and returned. */
    ALLOW,
    /** May be used to compute other features, is not returned as query output. */
    ALLOW_INTERNAL,
    /** Not computed at all. */
    DENY,
    /** Allowed, and so is what is derived from it; this operator never asks for it. */
    ALLOW_DOWNSTREAM,
    /** A value that this version does not know. */
    UNKNOWN
}
