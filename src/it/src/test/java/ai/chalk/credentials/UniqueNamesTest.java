// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** A class is found by its simple name alone, whichever module and package it is in; tests are included. */
class UniqueNamesTest {

    @Test
    void noTwoClassesHaveTheSameSimpleName() {
        var byName = new ClassFileImporter()
                .importPackages("ai.chalk.credentials").stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(found -> !found.getSimpleName().equals("package-info"))
                        .collect(groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getName, toSet())));

        assertThat(byName)
                .as("of all modules, main code and tests")
                .containsKeys("Decider", "DeciderTest", "CredentialReconciler", "SimulatedChalk", "UniqueNamesTest")
                .allSatisfy((simple, full) -> assertThat(full).hasSize(1));
    }
}
