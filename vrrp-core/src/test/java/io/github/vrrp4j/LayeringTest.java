package io.github.vrrp4j;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The direction of dependencies, no arrow back:
 *
 * <pre>
 * packet &lt;- protocol &lt;-+
 *    ^                 +-- router &lt;- simulation
 *    +------ spi &lt;-----+
 *             ^        +
 *         addressing   health
 *             +---------+
 *           command, limits
 * </pre>
 *
 * Rules for a package that has no class hold.
 */
final class LayeringTest {

    private static final String BASE = "io.github.vrrp4j.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.vrrp4j");

    @Test
    void theClassesAreFound() {
        assertThat(CLASSES.contain(BASE + "packet.AdvertisementView")).isTrue();
        assertThat(CLASSES.contain(BASE + "protocol.VirtualRouter")).isTrue();
        assertThat(CLASSES.contain(BASE + "spi.Network")).isTrue();
        assertThat(CLASSES.contain(LayeringTest.class.getName())).isFalse();
    }

    @ParameterizedTest(name = "{0} knows {1}")
    @CsvSource({
        "packet,packet",
        "protocol,protocol packet",
        "spi,spi packet",
        "command,command",
        "limits,limits",
        "health,health command limits",
        "addressing,addressing command limits spi packet",
        "router,router health protocol spi packet",
        "simulation,simulation router health protocol spi packet"
    })
    void aPackageKnowsOnlyThoseBelowIt(String name, String allowed) {
        String[] packages =
                Stream.of(allowed.split(" ")).map(LayeringTest::tree).toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage(tree(name))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(packages).or(not(resideInAPackage("io.github.vrrp4j.."))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void thereIsNoOtherPackage() {
        classes()
                .should()
                .resideInAnyPackage(Stream.of(
                                "packet",
                                "protocol",
                                "spi",
                                "command",
                                "limits",
                                "health",
                                "addressing",
                                "router",
                                "simulation")
                        .map(LayeringTest::tree)
                        .toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void onlyTheRouterLogs() {
        noClasses()
                .that()
                .resideOutsideOfPackage(tree("router"))
                .should()
                .dependOnClassesThat()
                .haveNameMatching("(org\\.slf4j\\.|java\\.util\\.logging\\.|java\\.lang\\.System\\$Logger).*")
                .check(CLASSES);
    }

    @Test
    void nothingButTheJdkAndTheLoggerIsNeeded() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.vrrp4j..", "java..", "javax.net.ssl", "org.slf4j..", "org.jspecify.annotations..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"packet", "protocol"})
    void noClockIsRead(String name) {
        noClasses()
                .that()
                .resideInAPackage(tree(name))
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.time\\.(Clock|Instant|InstantSource|.*Date.*|.*LocalTime)")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"packet", "protocol"})
    void noThreadRunsOrWaits(String name) {
        noClasses()
                .that()
                .resideInAPackage(tree(name))
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.(Thread|ThreadLocal|Runtime|Process).*|java\\.util\\.concurrent\\..*"
                        + "|java\\.util\\.Timer.*")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** The packet package turns addresses into those of java.net and back; that is all of java.net it may know. */
    @ParameterizedTest
    @CsvSource({"packet,java\\.net\\.(InetAddress|Inet4Address|Inet6Address|UnknownHostException)", "protocol,nothing"})
    void nothingIsReadOrWrittenOutside(String name, String allowedOfJavaNet) {
        noClasses()
                .that()
                .resideInAPackage(tree(name))
                .should()
                .dependOnClassesThat()
                .haveNameMatching("(?!" + allowedOfJavaNet + ")(java\\.net\\.|java\\.io\\.|java\\.nio\\.channels\\.|"
                        + "java\\.nio\\.file\\.).*")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    private static String tree(String name) {
        return BASE + name + "..";
    }
}
