// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What fields mean that are left out, where more than one place must know it; the schema sets no defaults (ADR 0005). */
public final class Defaults {

    /** {@code dataSourceTagsClaim} of a connection. */
    public static final String DATA_SOURCE_TAGS_CLAIM = "query_tags";
    /** {@code limits.concurrency} of a connection. */
    public static final int CONCURRENCY = 16;
    /** {@code rotation.overlap} of a credential. */
    public static final Duration OVERLAP = Duration.ofHours(1);

    private static final int RATE = 50;

    private Defaults() {}

    /** The claim in which Chalk expects data source tags. */
    public static String dataSourceTagsClaim(ConnectionSpec connection) {
        return Objects.requireNonNullElse(connection.dataSourceTagsClaim(), DATA_SOURCE_TAGS_CLAIM);
    }

    /** How many requests a second may be made through the connection. */
    public static int requestsPerSecond(ConnectionSpec connection) {
        return limit(connection, ConnectionLimits::requestsPerSecond, RATE);
    }

    /** How many requests may be under way at once through the connection. */
    public static int concurrency(ConnectionSpec connection) {
        return limit(connection, ConnectionLimits::concurrency, CONCURRENCY);
    }

    private static int limit(
            ConnectionSpec connection, Function<ConnectionLimits, @Nullable Integer> field, int absent) {
        return Optional.ofNullable(connection.limits()).map(field).orElse(absent);
    }
}
