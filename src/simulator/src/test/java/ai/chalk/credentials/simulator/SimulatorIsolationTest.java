// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Production code must not depend on the simulator, and the simulator must not depend on the code that it helps to
 * test.
 */
@AnalyzeClasses(packages = "ai.chalk.credentials", importOptions = DoNotIncludeTests.class)
class SimulatorIsolationTest {

    private static final String SIMULATOR = "ai.chalk.credentials.simulator";

    @ArchTest
    static final ArchRule NOBODY_DEPENDS_ON_IT = noClasses()
            .that()
            .resideOutsideOfPackages(SIMULATOR, "ai.chalk.credentials.quickstart..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SIMULATOR);

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
