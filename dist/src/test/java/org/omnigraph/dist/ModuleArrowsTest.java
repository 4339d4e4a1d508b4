package org.omnigraph.dist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The arrows of architecture.md: `state ← catalog ← engine ← {controlplane, server}`, `controlplane ←
/// authoring ← cli`, and nobody knows `dist`.
class ModuleArrowsTest {
    private static final Map<String, List<String>> FORBIDDEN = forbidden();

    private static Map<String, List<String>> forbidden() {
        Map<String, List<String>> rules = new LinkedHashMap<>();
        rules.put("state", List.of("catalog", "engine", "controlplane", "authoring", "cli", "server", "dist"));
        rules.put("catalog", List.of("engine", "controlplane", "authoring", "cli", "server", "dist"));
        rules.put("engine", List.of("controlplane", "authoring", "cli", "server", "dist"));
        rules.put("controlplane", List.of("authoring", "cli", "server", "dist"));
        rules.put("authoring", List.of("cli", "server", "dist"));
        rules.put("cli", List.of("server", "dist"));
        rules.put("server", List.of("controlplane", "authoring", "cli", "dist"));
        return rules;
    }

    @TestFactory
    List<DynamicTest> modules_pointOneWayOnly() {
        return FORBIDDEN.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    String[] forbidden = entry.getValue().stream()
                            .map(module -> "org.omnigraph." + module + "..")
                            .toArray(String[]::new);
                    ArchRule rule = noClasses()
                            .that()
                            .resideInAPackage("org.omnigraph." + entry.getKey() + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(forbidden);
                    rule.check(ProductClasses.ALL);
                }))
                .toList();
    }

    /// Each package is a slice of its own, a module's root package too.
    @TestFactory
    List<DynamicTest> packages_haveNoCycles() {
        return FORBIDDEN.keySet().stream()
                .map(module -> DynamicTest.dynamicTest(
                        module,
                        () -> slices().assignedFrom(new Packages(module))
                                .should()
                                .beFreeOfCycles()
                                .check(ProductClasses.ALL)))
                .toList();
    }

    private record Packages(String module) implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass each) {
            String name = each.getPackageName();
            String root = "org.omnigraph." + module;
            return name.equals(root) || name.startsWith(root + ".")
                    ? SliceIdentifier.of(name)
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages of " + module;
        }
    }

    @Test
    void rules_seeTheWholeProduct() {
        assertThat(ProductClasses.ALL.size()).isGreaterThan(ProductClasses.FLOOR);
        for (String module : FORBIDDEN.keySet()) {
            assertThat(ProductClasses.ALL.stream()
                            .filter(c -> c.getPackageName().startsWith("org.omnigraph." + module)))
                    .as(module)
                    .isNotEmpty();
        }
    }
}
