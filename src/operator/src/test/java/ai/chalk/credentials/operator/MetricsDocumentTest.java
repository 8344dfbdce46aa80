// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The committed list of metrics is that of the code, and the code exposes what it lists. */
class MetricsDocumentTest {

    private static final Path COMMITTED = Path.of("docs/metrics.md");

    private static final String HEAD =
            """
            # Metrics

            <!-- Written by ./mvnw test -Dtest=MetricsDocumentTest -Ddocs.update=true -->

            The operator serves metrics at `/q/metrics` in the Prometheus text format. It computes the metrics of an object from its caches when
            the page is fetched: a deleted object leaves no series, and fetching causes no call to Kubernetes or Chalk. The labels `namespace`
            and `name` are those of the object, so scrape with `honorLabels: true`.

            Only the leader exposes credentials (`chalk_credential_*`), connections, inventories and orphans. Every replica exposes the metrics of
            its own process and the open `ChalkRevocation`s. During a change of leader, Prometheus may still have series of both: use `max`, not
            `sum`.

            | name | type | labels | meaning |
            |---|---|---|---|
            """;

    private static final String LABELS =
            """

            No label has more values than there are objects of its kind, or constants in the code.

            | label | meaning |
            |---|---|
            """;

    private static final String TAIL =
            """

            A histogram has the series `…_bucket`, `…_count` and `…_sum`, and `…_max` for the maximum of the last minutes. The operator also
            exposes the metrics of the Java Operator SDK (`reconciliations_*`, `events_*`), of the JVM, of the HTTP server and of the process.

            The alerts are in `helm/chalk-credential-operator/files/alerts.yaml`, each with a [runbook](runbooks.md); `dashboard.json` in the same
            folder is a Grafana dashboard.

            ## The dashboard

            ![The dashboard of thirteen credentials](images/dashboard.png)

            The picture shows fifteen minutes in which Chalk was slow, and then unavailable for two and a half minutes. Three credentials are
            Stalled. One is overdue, because a container still holds its former token. The picture is rendered with Grafana's component library
            from the series that a Prometheus had scraped; in Grafana itself, bars and menus look slightly different.
            """;

    @Test
    void committedFileIsThatOfTheCode() throws IOException {
        var generated = generated();
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(COMMITTED, generated);
        }

        assertThat(COMMITTED)
                .as(
                        "docs/metrics.md differs from the code: run ./mvnw test -Dtest=MetricsDocumentTest -Ddocs.update=true")
                .hasContent(generated);
    }

    private static String generated() {
        var metrics = Arrays.stream(Metric.values())
                .map(metric -> "| `%s` | %s | %s | %s |\n"
                        .formatted(
                                metric.exposedName(),
                                metric.type().name().toLowerCase(Locale.ROOT),
                                metric.labels().stream()
                                        .map(label -> "`" + label.word() + "`")
                                        .collect(Collectors.joining(", ")),
                                metric.help()))
                .collect(Collectors.joining());
        var labels = Arrays.stream(MetricLabel.values())
                .map(label -> "| `%s` | %s |\n".formatted(label.word(), label.meaning()))
                .collect(Collectors.joining());
        return HEAD + metrics + LABELS + labels + TAIL;
    }

    @ParameterizedTest
    @EnumSource
    void isExposedWithItsTypeAndMeaning(Metric metric) {
        assertThat(new ExposedMetrics().afterSomething().page())
                .contains("# HELP " + metric.exposedName() + " " + metric.help())
                .contains("# TYPE " + metric.exposedName() + " "
                        + metric.type().name().toLowerCase(Locale.ROOT));
    }
}
