// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Defaults of fields that several classes need. The schema sets no defaults (ADR 0005). */
public final class Defaults {

    /** {@code dataSourceTagsClaim} of a connection. */
    public static final String DATA_SOURCE_TAGS_CLAIM = "query_tags";
    /** {@code limits.concurrency} of a connection. */
    public static final int CONCURRENCY = 16;
    /** {@code rotation.overlap} of a credential. */
    public static final Duration OVERLAP = Duration.ofHours(1);

    private static final int RATE = 50;

    private Defaults() {}

    public static String dataSourceTagsClaim(ConnectionSpec connection) {
        return Objects.requireNonNullElse(connection.dataSourceTagsClaim(), DATA_SOURCE_TAGS_CLAIM);
    }

    public static int requestsPerSecond(ConnectionSpec connection) {
        return limit(connection, ConnectionLimits::requestsPerSecond, RATE);
    }

    public static int concurrency(ConnectionSpec connection) {
        return limit(connection, ConnectionLimits::concurrency, CONCURRENCY);
    }

    private static int limit(
            ConnectionSpec connection, Function<ConnectionLimits, @Nullable Integer> field, int absent) {
        return Optional.ofNullable(connection.limits()).map(field).orElse(absent);
    }
}
