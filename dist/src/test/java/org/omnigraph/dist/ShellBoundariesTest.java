package org.omnigraph.dist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What only the outermost shell may do: print, end the process, read the clock.
class ShellBoundariesTest {
    private static final String[] SHELL = {
        "org.omnigraph.cli",
        "org.omnigraph.cli.quickstart..",
        "org.omnigraph.cli.shell..",
        "org.omnigraph.server..",
        "org.omnigraph.dist.."
    };

    @Test
    void standardStreams_areTouchedByTheShellOnly() {
        noClasses()
                .that()
                .resideInAPackage("org.omnigraph..")
                .and()
                .resideOutsideOfPackages(SHELL)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(ProductClasses.ALL);
    }

    @Test
    void printStreams_areNotMadeInPureCode() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.omnigraph.state..", "org.omnigraph.catalog..", "org.omnigraph.controlplane.plan..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(PrintStream.class)
                .check(ProductClasses.ALL);
    }

    @Test
    void processExit_isCalledByTheShellOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(SHELL)
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(ProductClasses.ALL);
    }

    @Test
    void wallClock_isReadByTheShellOnly() {
        noClasses()
                .that()
                .resideInAPackage("org.omnigraph..")
                .and()
                .resideOutsideOfPackages(SHELL)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(ProductClasses.ALL);
    }

    @Test
    void planning_doesNoInputOutput() {
        noClasses()
                .that()
                .resideInAPackage("org.omnigraph.controlplane.plan..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net..", "org.omnigraph.state.store..")
                .check(ProductClasses.ALL);
    }
}
