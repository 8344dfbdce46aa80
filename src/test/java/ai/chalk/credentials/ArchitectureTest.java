// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** Which part may know which: what decides knows nothing of the world, and the world comes in through few doors. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    static final String ROOT = "ai.chalk.credentials";
    private static final String API = ROOT + ".api..";
    private static final String DECISION = ROOT + ".credential.decision..";
    private static final String STATUS = ROOT + ".credential.status..";
    private static final String SCHEDULE = ROOT + ".schedule..";
    private static final String CREDENTIAL = ROOT + ".credential..";
    private static final String CONNECTION = ROOT + ".connection..";
    private static final String KUBERNETES = ROOT + ".kubernetes..";
    private static final String OPERATOR = ROOT + ".operator..";
    private static final String SIMULATOR = ROOT + ".simulator..";
    private static final String QUICK_START = ROOT + ".quickstart..";

    @ArchTest
    static final ArchRule WHAT_DECIDES_KNOWS_NO_CLIENTS_AND_NO_LOGS = noClasses()
            .that()
            .resideInAnyPackage(DECISION, STATUS, SCHEDULE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fabric8..",
                    "io.javaoperatorsdk..",
                    "io.quarkus..",
                    "jakarta..",
                    "java.net.http..",
                    "org.jboss.logging..");

    @ArchTest
    static final ArchRule WHAT_DECIDES_KNOWS_NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage(DECISION, STATUS, SCHEDULE)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock");

    @ArchTest
    static final ArchRule ONLY_RECONCILERS_KNOW_THE_FRAMEWORK = noClasses()
            .that()
            .resideOutsideOfPackages(CREDENTIAL, CONNECTION, OPERATOR)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.javaoperatorsdk..");

    @ArchTest
    static final ArchRule THE_API_KNOWS_NOBODY = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    CREDENTIAL, CONNECTION, KUBERNETES, OPERATOR, SCHEDULE, SIMULATOR, QUICK_START, ROOT + ".chalk..");

    @ArchTest
    static final ArchRule PRODUCTION_KNOWS_NEITHER_SIMULATOR_NOR_QUICK_START = noClasses()
            .that()
            .resideOutsideOfPackages(SIMULATOR, QUICK_START)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SIMULATOR, QUICK_START);

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_THE_CLOCK = noClasses()
            .that()
            .resideInAnyPackage(CREDENTIAL, CONNECTION, KUBERNETES, SCHEDULE)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Math.class, "random");
}
