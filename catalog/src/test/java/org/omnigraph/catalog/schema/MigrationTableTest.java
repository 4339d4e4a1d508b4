package org.omnigraph.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One change for each kind of step, each kind of type that can have it, and each code of schema-language.md §10.
class MigrationTableTest {
    private static final String INTERFACE = "interface I { a: I32? }\n";
    private static final String NODE = "node N { a: I32? e: enum(x, y)? v: Vector(2)? }\n";
    private static final String EDGE = "node P {}\nedge E: P -> P { a: I32? e: enum(x, y)? v: Vector(2)? }\n";

    /// A change from one schema to another by one step.
    ///
    /// @param step kind of the step, of the type, and code: `drop_type node OG-DS-102`
    record Change(String step, String before, String from, String to) {
        String after() {
            assertThat(before).contains(from);
            return before.replace(from, to);
        }

        @Override
        public String toString() {
            return step + ": " + from.strip() + " -> " + to.strip();
        }
    }

    static Stream<Change> table() {
        return Stream.of(
                new Change("add_type interface", NODE, "node", "interface J {} node"),
                new Change("add_type node", NODE, "node", "node M { a: I32 @key } node"),
                new Change("add_type edge", EDGE, "edge", "edge F: P -> P @card(1..) edge"),
                new Change("rename_type node", NODE, "node N", "node M @rename_from(\"N\")"),
                new Change("rename_type edge", EDGE, "E: P -> P", "F: P -> P @rename_from(\"E\")"),
                new Change("add_property interface", INTERFACE, "I32?", "I32? b: String?"),
                new Change("add_property node", NODE, "a: I32?", "a: I32? b: [Date]?"),
                new Change("add_property edge", EDGE, "a: I32?", "a: I32? b: Blob?"),
                new Change("rename_property interface", INTERFACE, "a: I32?", "b: I32? @rename_from(a)"),
                new Change("rename_property node", NODE, "a: I32?", "b: I32? @rename_from(a)"),
                new Change("rename_property edge", EDGE, "a: I32?", "b: I32? @rename_from(a)"),
                new Change("add_constraint node", NODE, "a: I32?", "a: I32? @range(a, 0..)"),
                new Change("add_constraint node", NODE, "e: enum", "@check(e, \"x\") e: enum"),
                new Change("add_constraint node", NODE, "v: Vector(2)?", "v: Vector(2)? @index"),
                new Change("add_constraint edge", EDGE, "a: I32?", "a: I32? @unique(src, dst, a)"),
                new Change("extend_enum interface", "interface I { e: enum(x) }", "x", "x, w"),
                new Change("extend_enum node", NODE, "enum(x, y)", "enum(y, x, w)"),
                new Change("extend_enum edge", EDGE, "enum(x, y)", "enum(w, x, y)"),
                new Change("update_type_metadata node", NODE, "N {", "N @description(\"n\") {"),
                new Change("update_type_metadata edge", EDGE, "-> P", "-> P @instruction(\"i\")"),
                new Change("update_property_metadata interface", INTERFACE, "I32?", "I32? @description(\"a\")"),
                new Change("update_property_metadata node", NODE, "I32?", "I32? @description(\"a\")"),
                new Change("update_property_metadata edge", EDGE, "I32?", "I32? @description(\"a\")"),
                new Change("drop_type node OG-DS-102", NODE, NODE, ""),
                new Change("drop_type edge OG-DS-103", EDGE, "edge", "//"),
                new Change("drop_property interface OG-DS-104", INTERFACE, "a: I32?", ""),
                new Change("drop_property node OG-DS-104", NODE, "a: I32?", ""),
                new Change("drop_property node OG-DS-105", NODE, "v: Vector(2)?", ""),
                new Change("drop_property edge OG-DS-104", EDGE, "a: I32?", ""),
                new Change("drop_property edge OG-DS-105", EDGE, "v: Vector(2)?", ""),
                new Change("unsupported_change node OG-MF-103", NODE, "a: I32?", "a: I32? b: I32"),
                new Change("unsupported_change edge OG-MF-103", EDGE, "a: I32?", "a: I32? b: [String]"),
                new Change("unsupported_change interface OG-MF-103", INTERFACE, "a: I32?", "a: I32? b: I32"),
                new Change("unsupported_change node OG-MF-106", NODE, "a: I32?", "a: I64?"),
                new Change("unsupported_change node OG-MF-106", NODE, "a: I32?", "a: I32"),
                new Change("unsupported_change node OG-MF-106", NODE, "a: I32?", "a: [I32]?"),
                new Change("unsupported_change node OG-MF-106", NODE, "enum(x, y)", "String"),
                new Change("unsupported_change edge OG-MF-106", EDGE, "Vector(2)", "Vector(3)"),
                new Change("unsupported_change edge OG-MF-106", EDGE, "enum(x, y)", "enum(x, z)"),
                new Change("unsupported_change interface OG-MF-106", INTERFACE, "I32?", "F64?"),
                new Change("unsupported_change interface", INTERFACE, INTERFACE, ""),
                new Change("unsupported_change node", NODE, "a: I32?", "a: I32? @pii"),
                new Change("unsupported_change edge", EDGE, "P -> P", "P -> P @card(0..1)"));
    }

    @ParameterizedTest
    @MethodSource("table")
    void plan_oneChange_isTheStepOfTheTable(Change change) {
        AcceptedSchema accepted = AcceptedSchema.initial(MigrationPlannerTest.model(change.before()));
        MigrationResult result = MigrationPlanner.plan(accepted, MigrationPlannerTest.model(change.after()));
        assertThat(result)
                .isInstanceOfSatisfying(
                        MigrationResult.Planned.class,
                        planned -> assertThat(planned.plan().steps())
                                .as("%s", planned)
                                .extracting(MigrationTableTest::spelled)
                                .containsExactly(change.step()));
    }

    private static String spelled(MigrationStep step) {
        JsonNode json = MigrationJson.toJson(step);
        String type = json.has("type_kind")
                ? json.path("type_kind").asText()
                : json.path("entity").asText().split(":", 2)[0];
        return (json.path("kind").asText() + " " + type + " "
                        + json.path("code").asText(""))
                .strip();
    }

    @Test
    void table_hasEveryKindOfStep() {
        Set<String> kinds =
                table().map(change -> change.step().split(" ", 2)[0]).collect(Collectors.toSet());
        assertThat(Arrays.stream(MigrationStep.class.getPermittedSubclasses())
                        .map(type -> type.getSimpleName()
                                .replaceAll("(?<=[a-z])([A-Z])", "_$1")
                                .toLowerCase(Locale.ROOT)))
                .hasSize(11)
                .allMatch(kinds::contains);
    }

    /// Codes of the planner are texts in its sources, so that is where the list comes from.
    @Test
    void table_hasEveryCodeThatThePlannerKnows() throws IOException {
        Set<String> known = new TreeSet<>();
        Path sources = Path.of("src/main/java/org/omnigraph/catalog/schema");
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.toList()) {
                Pattern.compile("\"(OG-[A-Z]{2}-\\d{3})\"")
                        .matcher(Files.readString(file, StandardCharsets.UTF_8))
                        .results()
                        .forEach(match -> known.add(match.group(1)));
            }
        }
        assertThat(known)
                .containsExactly("OG-DS-102", "OG-DS-103", "OG-DS-104", "OG-DS-105", "OG-MF-103", "OG-MF-106")
                .isEqualTo(table().flatMap(change -> List.of(change.step().split(" ", -1)).stream())
                        .filter(word -> word.startsWith("OG-"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
