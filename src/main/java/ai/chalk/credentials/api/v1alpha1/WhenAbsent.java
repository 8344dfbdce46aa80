// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import java.time.Duration;

/** What fields mean that are left out, where more than one place must know it; the schema sets no defaults (ADR 0005). */
public final class WhenAbsent {

    /** {@code dataSourceTagsClaim} of a connection. */
    public static final String DATA_SOURCE_TAGS_CLAIM = "query_tags";
    /** {@code limits.concurrency} of a connection. */
    public static final int CONCURRENCY = 16;
    /** {@code rotation.overlap} of a credential. */
    public static final Duration OVERLAP = Duration.ofHours(1);

    private WhenAbsent() {}
}
