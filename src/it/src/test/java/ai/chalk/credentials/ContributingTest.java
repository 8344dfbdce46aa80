// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.decision.Decider;
import ai.chalk.credentials.decision.Step;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What CONTRIBUTING and the page on tests say of the code is so. */
class ContributingTest {

    /** Two humps or more: words such as {@code Ready} are none of ours. */
    private static final Pattern CLASS_NAME = Pattern.compile("`((?:[A-Z][a-z0-9]+){2,}(?:IT)?|[A-Z][a-z]+IT)`");

    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("ai.chalk.credentials");

    @Test
    void theRecipeForAStepNamesEveryHandler() throws IOException {
        var handlers = CLASSES.stream()
                .filter(type -> type.isAssignableTo(Step.Handler.class) && !type.isInterface())
                .filter(type -> !type.getFullName().contains(".simulation."))
                .map(type -> type.getName().replaceAll("^.*\\.|\\$.*$", ""))
                .collect(Collectors.toSet());

        assertThat(handlers).hasSizeGreaterThan(3);
        assertThat(Files.readString(Path.of("CONTRIBUTING.md")))
                .contains(handlers.stream().map(name -> "`" + name + "`").toList());
    }

    @Test
    void theRecipeForARuleNamesEveryClassOfRules() throws IOException {
        var rules = CLASSES.get(Decider.class).getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getSimpleName())
                .filter(name -> name.endsWith("Rules"))
                .collect(Collectors.toSet());

        assertThat(rules).hasSizeGreaterThan(4);
        assertThat(Files.readString(Path.of("CONTRIBUTING.md")))
                .contains(rules.stream().map(name -> "`" + name + "`").toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONTRIBUTING.md", "docs/testing.md", "docs/architecture.md"})
    void everyClassThatIsNamedExists(String document) throws IOException {
        var reasons = Files.readString(Path.of("docs/reasons.md"));
        Set<String> all = CLASSES.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());

        assertThat(CLASS_NAME
                        .matcher(Files.readString(Path.of(document)))
                        .results()
                        .map(found -> found.group(1)))
                .isNotEmpty()
                // Reasons look like names of classes, and have a test and a page of their own.
                .allSatisfy(name -> assertThat(all.contains(name) || reasons.contains("`" + name + "`"))
                        .as(name)
                        .isTrue());
    }
}
