// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The simulator does not depend on the code that it tests. */
@AnalyzeClasses(packages = "ai.chalk.credentials", importOptions = DoNotIncludeTests.class)
class SimulatorIsolationTest {

    private static final String SIMULATOR = "ai.chalk.credentials.simulator";

    @ArchTest
    static final ArchRule IT_KNOWS_THE_PORT_ALONE = classes()
            .that()
            .resideInAPackage(SIMULATOR)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    SIMULATOR,
                    "ai.chalk.credentials.chalk",
                    "java..",
                    "javax.net.ssl..",
                    "com.sun.net.httpserver..",
                    "com.fasterxml.jackson..",
                    "org.jspecify..");
}
