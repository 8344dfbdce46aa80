// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

/** What a token may do with the features of a tag (enum {@code chalk.auth.v1.FeaturePermission}). */
public enum FeaturePermission {
    /** Computed and returned. */
    ALLOW,
    /** May be used to compute other features, but is not returned as query output. */
    ALLOW_INTERNAL,
    /** Not computed. */
    DENY,
    /** Allowed, and so is everything derived from it. This operator never requests it. */
    ALLOW_DOWNSTREAM,
    /** A value that this version does not know. */
    UNKNOWN
}
