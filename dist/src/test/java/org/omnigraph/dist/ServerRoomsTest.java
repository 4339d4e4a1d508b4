package org.omnigraph.dist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/// The rooms of the server: what a request means knows nothing of how it travels, and one room knows the HTTP
/// library.
class ServerRoomsTest {
    @Test
    void serve_knowsNothingOfHttp() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.omnigraph.server.serve..", "org.omnigraph.server.auth..", "org.omnigraph.server.boot..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.omnigraph.server.http..")
                .check(ProductClasses.ALL);
    }

    @Test
    void jetty_isKnownToOneRoom() {
        noClasses()
                .that()
                .resideInAPackage("org.omnigraph..")
                .and()
                .resideOutsideOfPackage("org.omnigraph.server.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .check(ProductClasses.ALL);
    }

    @Test
    void rooms_doNotKnowTheProgram() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.omnigraph.server.serve..",
                        "org.omnigraph.server.http..",
                        "org.omnigraph.server.auth..",
                        "org.omnigraph.server.boot..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.omnigraph.server")
                .check(ProductClasses.ALL);
    }
}
