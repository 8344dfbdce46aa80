// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.UUID;

/** The dependencies that docs/architecture.md allows, and the practices that it forbids. */
@AnalyzeClasses(packages = "ai.chalk.credentials", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {

    /** Tests are folders in some builds, and jars in others. */
    static final class WithoutTests implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/") && !location.contains("-tests.jar!");
        }
    }

    private static final String[] PURE = {
        "ai.chalk.credentials.common..",
        "ai.chalk.credentials.schedule..",
        "ai.chalk.credentials.decision..",
        "ai.chalk.credentials.status..",
        "ai.chalk.credentials.policy.."
    };

    /** NoProxyRules compares addresses, and resolves no names. */
    @ArchTest
    static final ArchRule decisionsHaveNoEffects = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .and()
            .doNotHaveFullyQualifiedName("ai.chalk.credentials.common.NoProxyRules")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fabric8..",
                    "io.javaoperatorsdk..",
                    "io.quarkus..",
                    "jakarta..",
                    "java.net..",
                    "java.nio.file..",
                    "org.jboss..",
                    "com.fasterxml..");

    @ArchTest
    static final ArchRule decisionsReadNoClock = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(InstantSource.class);

    /** Maven keeps the modules apart: this is the order of the packages inside the core and inside the operator. */
    @ArchTest
    static final ArchRule dependenciesGoOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("ai.chalk.credentials..")
            .layer("common")
            .definedBy("ai.chalk.credentials.common..")
            .layer("api")
            .definedBy("ai.chalk.credentials.api..")
            .layer("port")
            .definedBy("ai.chalk.credentials.chalk")
            .layer("schedule")
            .definedBy("ai.chalk.credentials.schedule..")
            .layer("decision")
            .definedBy("ai.chalk.credentials.decision..")
            .layer("status")
            .definedBy("ai.chalk.credentials.status..")
            .layer("policy")
            .definedBy("ai.chalk.credentials.policy..")
            .layer("kubernetes")
            .definedBy("ai.chalk.credentials.kubernetes..")
            .layer("adapter")
            .definedBy("ai.chalk.credentials.chalk.connect..")
            .layer("reconcile")
            .definedBy("ai.chalk.credentials.reconcile..")
            .layer("connection")
            .definedBy("ai.chalk.credentials.connection..")
            .layer("credential")
            .definedBy("ai.chalk.credentials.credential..")
            .layer("revocation")
            .definedBy("ai.chalk.credentials.revocation..")
            .layer("operator")
            .definedBy("ai.chalk.credentials.operator..")
            .whereLayer("common")
            .mayNotAccessAnyLayer()
            .whereLayer("api")
            .mayOnlyAccessLayers("common")
            .whereLayer("port")
            .mayOnlyAccessLayers("common")
            .whereLayer("schedule")
            .mayOnlyAccessLayers("common")
            .whereLayer("decision")
            .mayOnlyAccessLayers("common", "api", "port", "schedule")
            .whereLayer("status")
            .mayOnlyAccessLayers("common", "api", "port", "schedule", "decision")
            .whereLayer("policy")
            .mayOnlyAccessLayers("common", "api", "port", "schedule")
            .whereLayer("kubernetes")
            .mayOnlyAccessLayers("common", "api", "port", "schedule", "decision")
            .whereLayer("adapter")
            .mayOnlyAccessLayers("common", "port")
            .whereLayer("connection")
            .mayOnlyBeAccessedByLayers("credential", "revocation", "operator")
            .whereLayer("credential")
            .mayOnlyBeAccessedByLayers("revocation", "operator")
            .whereLayer("revocation")
            .mayOnlyBeAccessedByLayers("operator")
            .whereLayer("operator")
            .mayNotBeAccessedByAnyLayer();

    /**
     * The plugin uses the decision rules to compute a plan. It must not use code that changes credentials or calls
     * Chalk.
     */
    @ArchTest
    static final ArchRule thePluginReadsNoSecret = noClasses()
            .that()
            .resideInAPackage("..cli..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.fabric8.kubernetes.api.model.Secret");

    @ArchTest
    static final ArchRule onlyTheAdapterSpeaksHttp = noClasses()
            .that()
            .resideOutsideOfPackages("..chalk.connect..", "..simulator..", "..dev..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "com.sun.net.httpserver..");

    /** The operator's module sees {@code dev} while it is compiled, because tests and quarkus:dev need it. */
    @ArchTest
    static final ArchRule theOperatorUsesNoDevelopmentTool = noClasses()
            .that()
            .resideInAnyPackage(
                    "..chalk.connect..",
                    "..connection..",
                    "..credential..",
                    "..operator..",
                    "..reconcile..",
                    "..revocation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "ai.chalk.credentials.dev..",
                    "ai.chalk.credentials.simulator..",
                    "ai.chalk.credentials.check..",
                    "picocli..");

    /** A scrape reads memory and causes no calls. */
    @ArchTest
    static final ArchRule metricsAreReadFromMemory = noClasses()
            .that()
            .implement("ai.chalk.credentials.operator.GaugeSource")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8.kubernetes.client.dsl..", "ai.chalk.credentials.chalk..")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleName("KubernetesClient");

    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .that()
            .resideOutsideOfPackages("..dev..", "..simulator..", "..check..")
            .and()
            .haveNameNotMatching(
                    ".*\\.(operator\\.OperatorBeans|cli\\.KubectlChalk|chalk\\.connect\\.MonotonicTime)(\\$.*)?")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule namesSayWhatThingsAre = classes()
            .should()
            .haveSimpleNameNotEndingWith("Util")
            .andShould()
            .haveSimpleNameNotEndingWith("Utils")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper")
            .andShould()
            .haveSimpleNameNotEndingWith("Manager")
            .andShould()
            .haveSimpleNameNotEndingWith("Impl")
            .andShould()
            .haveSimpleNameNotEndingWith("Service")
            .andShould()
            .haveSimpleNameNotEndingWith("Processor")
            .andShould()
            .haveSimpleNameNotStartingWith("Abstract")
            .andShould()
            .haveSimpleNameNotStartingWith("Base");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("ai.chalk.credentials.(**)").should().beFreeOfCycles();

    /** The only logging library is JBoss Logging, which Quarkus uses. */
    @ArchTest
    static final ArchRule onlyJBossLogging = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.util.logging..", "org.slf4j..", "org.apache.commons.logging..", "org.apache.log4j..");

    /**
     * A decision that is repeated, even by another process, must be the same. Only a new installation generates a
     * random id.
     */
    @ArchTest
    static final ArchRule nothingIsRandom = noClasses()
            .that()
            .resideOutsideOfPackages("..dev..", "..simulator..")
            .and()
            .doNotHaveFullyQualifiedName("ai.chalk.credentials.operator.Installation")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.SplittableRandom")
            .orShould()
            .callMethod(UUID.class, "randomUUID");

    /** The operator logs. Only commands print. */
    @ArchTest
    static final ArchRule onlyCommandsPrint = noClasses()
            .that()
            .resideOutsideOfPackages("..dev..", "..simulator..", "..check..")
            .and()
            .doNotHaveFullyQualifiedName("ai.chalk.credentials.cli.KubectlChalk")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");
}
