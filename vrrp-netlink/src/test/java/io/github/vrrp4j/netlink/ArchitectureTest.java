package io.github.vrrp4j.netlink;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.vrrp4j.netlink.libc.LibC;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String EXPORTED = "io.github.vrrp4j.netlink";
    private static final String LIBC = "io.github.vrrp4j.netlink.libc";
    private static final String ROUTE = "io.github.vrrp4j.netlink.route";
    private static final String STATE = "io.github.vrrp4j.netlink.state";
    private static final String SOCKET = "io.github.vrrp4j.netlink.socket";

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.vrrp4j");

    @Test
    void netlinkDependsOnSpiPacketAndHealthAlone() {
        classes()
                .that()
                .resideInAPackage(EXPORTED + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "jnr.ffi..",
                        "org.jspecify.annotations",
                        "io.github.vrrp4j.health",
                        "io.github.vrrp4j.packet",
                        "io.github.vrrp4j.spi",
                        EXPORTED + "..")
                .check(PRODUCTION);
    }

    @Test
    void onlyLibcKnowsJnrFfi() {
        noClasses()
                .that()
                .resideOutsideOfPackage(LIBC)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jnr..")
                .check(PRODUCTION);
    }

    @Test
    void theClosedPackagesAreNotUsedFromOutside() {
        noClasses()
                .that()
                .resideOutsideOfPackage(EXPORTED + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LIBC, ROUTE, STATE, SOCKET)
                .check(PRODUCTION);
    }

    @Test
    void thePublicApiShowsNoClosedType() {
        for (String closed : new String[] {LIBC, ROUTE, STATE, SOCKET}) {
            noMethods()
                    .that()
                    .arePublic()
                    .and()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(EXPORTED)
                    .should()
                    .haveRawReturnType(resideInAPackage(closed))
                    .check(PRODUCTION);
        }
    }

    @Test
    void dependenciesPointFromSocketToRouteToLibc() {
        noClasses()
                .that()
                .resideInAPackage(LIBC)
                .should(dependOnClassesThat(resideInAPackage(ROUTE).or(resideInAPackage(SOCKET))))
                .check(PRODUCTION);
        noClasses()
                .that()
                .resideInAPackage(ROUTE)
                .should(dependOnClassesThat(resideInAPackage(SOCKET)))
                .check(PRODUCTION);
    }

    @Test
    void theStateDirectoryKnowsNothingOfWhatItKeeps() {
        noClasses()
                .that()
                .resideInAPackage(STATE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LIBC, ROUTE, SOCKET, "io.github.vrrp4j.packet", "io.github.vrrp4j.spi")
                .check(PRODUCTION);
    }

    @Test
    void noFunctionOfTheCLibraryTakesMoreThanFiveArgumentsOrAnythingButNumbers() {
        assertThat(LibC.class.getMethods()).isNotEmpty().allSatisfy(function -> {
            assertThat(function.getParameterCount()).isLessThanOrEqualTo(5);
            assertThat(function.getParameterTypes()).allMatch(type -> type == int.class || type == long.class);
            assertThat(function.getReturnType()).isIn(int.class, long.class);
        });
    }
}
