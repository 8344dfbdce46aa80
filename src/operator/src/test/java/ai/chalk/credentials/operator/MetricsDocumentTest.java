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

            At `/q/metrics`, in the text format of Prometheus. What is known of one object is computed from the caches while the page is
            fetched: an object that is gone leaves no series, and fetching causes no call to Kubernetes or Chalk. The labels `namespace`
            and `name` are those of the object, so scrape with `honorLabels: true`.

            Credentials (`chalk_credential_*`), connections, inventories and orphans are exposed by the replica that leads, and by no other.
            What is of the process itself, and the open `ChalkRevocation`s, come from every replica. While one takes over from another,
            Prometheus may still have series of both: take the `max`, not the `sum`.

            | name | type | labels | meaning |
            |---|---|---|---|
            """;

    private static final String LABELS =
            """

            No label has more values than there are objects of its kind, or words in the code.

            | label | meaning |
            |---|---|
            """;

    private static final String TAIL =
            """

            A histogram has the series `…_bucket`, `…_count` and `…_sum`, and `…_max` for the longest of the last minutes. Beside these
            there are the metrics of the Java Operator SDK (`reconciliations_*`, `events_*`), of the JVM, of the HTTP server and of the process.

            [Alerts and what to do](runbooks.md) are in `helm/chalk-credential-operator/files/alerts.yaml`, a Grafana dashboard is in `dashboard.json` beside it.

            ## The dashboard

            ![The dashboard of thirteen credentials](images/dashboard.png)

            A quarter of an hour in which Chalk was slow, and later away for two and a half minutes. Three credentials are Stalled, and one is
            overdue because a container still holds its former token. It is drawn with Grafana's component library from the series that a
            Prometheus had scraped; in Grafana, bars and menus look a little different.
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
