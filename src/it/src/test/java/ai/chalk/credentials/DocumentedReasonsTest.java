// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ConditionType;
import ai.chalk.credentials.common.Reason;
import ai.chalk.credentials.common.ReasonText;
import ai.chalk.credentials.common.UnknownReason;
import ai.chalk.credentials.status.EventReason;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Generates docs/reasons.md from every enum of reasons in the code; {@code -Ddocs.update=true} writes it. Conditions, obstacles
 * and failures accept no other reasons, so the compiler keeps the page complete.
 */
class DocumentedReasonsTest {

    private static final Path DOCUMENT = Path.of("docs/reasons.md");
    private static final String HEAD =
            """
            # Reasons

            <!-- Written by ./mvnw test -Dtest=DocumentedReasonsTest -Ddocs.update=true -->

            All reasons in conditions, events and failures, in alphabetical order. [Operations](operations.md) explains the conditions; to start
            from a symptom, see [troubleshooting](troubleshooting.md).

            | where | appears in |
            |---|---|
            | token | `status.current.reason`, `status.pending.reason` and `status.history[].reason` of a credential: why the token was issued. |
            | `Ready`, `Reconciling`, `Stalled`, another condition | `status.conditions` of a credential. `Ready=False` has the reason of `Stalled` or `Reconciling`, or `RevokedInChalk`. |
            | `status.failure` | `status.failure.reason` of a credential; a `ChalkRevocation` has the same reasons in its conditions. |
            | event | Events of a credential or a `ChalkRevocation`. Every `Stalled`, and every `Reconciling` that a failure causes, is also an event with the same reason. |
            | connection | `status.conditions` of a `ChalkConnection` or `ClusterChalkConnection`. |
            | `ChalkRevocation` | `status.conditions` of a `ChalkRevocation`, which has the reasons of `Stalled` and `Reconciling` that name a connection as well. |

            `Reconciling`: the operator retries after 1 second to 5 minutes, plus the time that Chalk asks for (`Retry-After`). `Stalled`: manual
            action is needed; the operator checks again every 10 minutes, and at once after a change of the spec or the connection.

            | reason | where | meaning | what to do |
            |---|---|---|---|
            """;

    @Test
    void committedPageIsThatOfTheCode() throws IOException {
        var generated = generated();
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(DOCUMENT, generated);
        }

        assertThat(DOCUMENT)
                .as("differs from the code: run ./mvnw test -Dtest=DocumentedReasonsTest -Ddocs.update=true")
                .hasContent(generated);
    }

    /** Only an enum has constants that a page can list. */
    @Test
    void everyReasonIsAConstant() {
        assertThat(implementations())
                .filteredOn(type -> !type.isEnum())
                .extracting(JavaClass::getName)
                .containsExactly(UnknownReason.class.getName());
    }

    @Test
    void everyProblemHasAnEvent() {
        var events = Arrays.stream(EventReason.values()).map(Reason::word).toList();
        var types = ConditionType.PROBLEMS.stream()
                .filter(type -> !type.equals(ConditionType.STALLED))
                .toList();

        assertThat(events).containsAll(types);
    }

    private static String generated() {
        var texts = texts();
        var rows = Stream.iterate(0, i -> i < texts.size(), i -> i + 1)
                .map(i -> row(
                        texts.get(i),
                        i > 0 && texts.get(i - 1).word().equals(texts.get(i).word())));
        return HEAD + rows.collect(Collectors.joining());
    }

    private static String row(ReasonText text, boolean repeated) {
        var anchor = repeated ? "" : "<a id=\"" + text.word().toLowerCase(Locale.ROOT) + "\"></a>";
        return "| %s`%s` | %s | %s | %s |\n"
                .formatted(anchor, text.word(), text.where(), text.meaning(), text.remedy());
    }

    private static List<ReasonText> texts() {
        return implementations().stream()
                .filter(JavaClass::isEnum)
                .flatMap(type -> Arrays.stream(type.reflect().getEnumConstants()))
                .map(constant -> ((Reason) constant).text())
                .sorted(Comparator.comparing(ReasonText::word).thenComparing(ReasonText::where))
                .toList();
    }

    private static List<JavaClass> implementations() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("ai.chalk.credentials")
                        .stream()
                        .filter(type -> type.isAssignableTo(Reason.class) && !type.isEquivalentTo(Reason.class))
                        .sorted(Comparator.comparing(JavaClass::getName))
                        .toList();
    }
}
