// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
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
@AnalyzeClasses(packages = "ai.chalk.credentials", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] PURE = {
        "ai.chalk.credentials.schedule..", "ai.chalk.credentials.decision..", "ai.chalk.credentials.status.."
    };

    @ArchTest
    static final ArchRule thinkingKnowsNoEffects = noClasses()
            .that()
            .resideInAnyPackage(PURE)
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
    static final ArchRule thinkingHasNoClock = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(InstantSource.class);

    @ArchTest
    static final ArchRule dependenciesGoOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("ai.chalk.credentials..")
            .layer("api")
            .definedBy("..api.v1alpha1..")
            .layer("schedule")
            .definedBy("..schedule..")
            .layer("port")
            .definedBy("ai.chalk.credentials.chalk")
            .layer("adapter")
            .definedBy("..chalk.connect..")
            .layer("decision")
            .definedBy("ai.chalk.credentials.decision..")
            .layer("status")
            .definedBy("ai.chalk.credentials.status..")
            .layer("kubernetes")
            .definedBy("..kubernetes..")
            .layer("connection")
            .definedBy("..connection..")
            .layer("credential")
            .definedBy("ai.chalk.credentials.credential")
            .layer("revocation")
            .definedBy("..revocation..")
            .layer("operator")
            .definedBy("..operator..")
            .layer("simulator")
            .definedBy("..simulator..")
            .layer("quickstart")
            .definedBy("..dev..")
            .layer("cli")
            .definedBy("..cli..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("operator")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("quickstart")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("simulator")
            .mayOnlyBeAccessedByLayers("quickstart")
            .whereLayer("adapter")
            .mayOnlyBeAccessedByLayers("operator")
            .whereLayer("revocation")
            .mayOnlyBeAccessedByLayers("operator")
            .whereLayer("credential")
            .mayOnlyBeAccessedByLayers("revocation", "operator")
            .whereLayer("connection")
            .mayOnlyBeAccessedByLayers("credential", "revocation", "operator", "cli")
            .whereLayer("status")
            .mayOnlyBeAccessedByLayers("credential", "revocation", "cli")
            .whereLayer("decision")
            .mayOnlyBeAccessedByLayers("status", "kubernetes", "credential", "revocation", "operator", "cli")
            .whereLayer("api")
            .mayNotAccessAnyLayer()
            .whereLayer("schedule")
            .mayNotAccessAnyLayer()
            .whereLayer("port")
            .mayNotAccessAnyLayer();

    /**
     * The plugin uses the decision rules to compute a plan. It must not use code that changes credentials or calls
     * Chalk.
     */
    @ArchTest
    static final ArchRule thePluginOnlyThinks = noClasses()
            .that()
            .resideInAPackage("..cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "org.jboss..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.fabric8.kubernetes.api.model.Secret");

    @ArchTest
    static final ArchRule onlyReconcilersKnowTheFramework = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "ai.chalk.credentials.credential", "..connection..", "..revocation..", "..operator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.javaoperatorsdk..");

    @ArchTest
    static final ArchRule onlyTheAdapterSpeaksHttp = noClasses()
            .that()
            .resideOutsideOfPackages("..chalk.connect..", "..simulator..", "..dev..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "com.sun.net.httpserver..");

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
            .resideOutsideOfPackages("..dev..", "..simulator..")
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
    static final ArchRule oneLoggerForAll = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.util.logging..", "org.slf4j..", "org.apache.commons.logging..", "org.apache.log4j..");

    /**
     * A decision that is repeated, even by another process, must be the same. Only a new installation generates a
     * random id.
     */
    @ArchTest
    static final ArchRule nothingIsLeftToChance = noClasses()
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
            .resideOutsideOfPackages("..dev..", "..simulator..")
            .and()
            .doNotHaveFullyQualifiedName("ai.chalk.credentials.cli.KubectlChalk")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");
}
