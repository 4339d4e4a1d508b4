package org.omnigraph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.omnigraph.catalog.schema.MigrationStep;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.engine.api.DropMode;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.SchemaApplyResult;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.testing.MemoryObjectStore;

/// schema-language.md §10, on real tables.
class SchemaApplyTest {
    private static final String BEFORE = """
            node Film { imdb: String @key  title: String  year: I32?  mood: enum(light, dark)? }
            node Old { name: String }
            edge SequelOf: Film -> Film { note: String? }
            """;

    private static final int VERSIONS = 102;
    private static final String WITHOUT = """
            node Film { imdb: String @key  title: String  mood: enum(light, dark)? }
            edge SequelOf: Film -> Film { note: String? }
            """;

    private final MemoryObjectStore store = new MemoryObjectStore();
    private final Fixture fixture = new Fixture(store);
    private final Graph graph = fixture.init(BEFORE);

    private void fill() {
        Fixture.load(
                graph,
                LoadMode.APPEND,
                "{\"type\":\"Film\",\"data\":{\"imdb\":\"tt1\",\"title\":\"Alien\",\"year\":1979,\"mood\":\"dark\"}}",
                "{\"type\":\"Film\",\"data\":{\"imdb\":\"tt2\",\"title\":\"Alien\"}}",
                "{\"type\":\"Old\",\"data\":{\"name\":\"x\"}}",
                "{\"edge\":\"SequelOf\",\"from\":\"tt2\",\"to\":\"tt1\",\"data\":{\"note\":\"n\"}}");
    }

    private SchemaApplyResult apply(String schema) {
        return graph.schemaApply(Fixture.schema(schema), WriteContext.main("ada"));
    }

    @Test
    void apply_renamesTypesAndProperties_keepsRows() {
        fill();
        apply("""
                node Movie @rename_from("Film") { imdb: String @key  name: String @rename_from("title")  year: I32?
                    mood: enum(light, dark, grey)? }
                node Old { name: String }
                edge SequelOf: Movie -> Movie { note: String? }
                """);
        assertThat(Fixture.lines(graph))
                .anyMatch(line -> line.startsWith("{\"type\":\"Movie\"") && line.contains("\"name\":\"Alien\""))
                .anyMatch(line -> line.contains("\"edge\":\"SequelOf\"") && line.contains("\"note\":\"n\""));
        Fixture.load(
                graph,
                LoadMode.MERGE,
                "{\"type\":\"Movie\",\"data\":{\"imdb\":\"tt3\",\"name\":\"x\",\"mood\":\"grey\"}}",
                "{\"edge\":\"SequelOf\",\"from\":\"tt3\",\"to\":\"tt1\"}");
        assertThat(Fixture.lines(fixture.open())).hasSize(6);
    }

    @Test
    void plan_drops_countWhatTheyHide_andReAddedNamesAreEmpty() {
        fill();
        String dropped = "node Film { imdb: String @key  title: String  mood: enum(light, dark)? }\n"
                + "edge SequelOf: Film -> Film { note: String? }";
        assertThat(graph.schemaPlan(Fixture.schema(dropped)).steps())
                .contains(
                        new MigrationStep.DropProperty(
                                MigrationStep.TypeKind.NODE, "Film", "year", false, "OG-DS-104", 1),
                        new MigrationStep.DropType(MigrationStep.TypeKind.NODE, "Old", false, "OG-DS-102", 1));
        String old = graph.head(ReadTarget.MAIN).graphCommitId();
        assertThat(apply(dropped).applied()).isTrue();
        apply(BEFORE);
        assertThat(Fixture.lines(graph))
                .noneMatch(line -> line.contains("1979"))
                .noneMatch(line -> line.contains("\"type\":\"Old\""));
        assertThat(Fixture.lines(graph, new ReadTarget.Snapshot(old))).anyMatch(line -> line.contains("1979"));
    }

    @Test
    void apply_hardDrops_leaveNoFileOfTheTables_andKeepTheOtherColumns() {
        fill();
        Fixture.load(
                graph,
                LoadMode.MERGE,
                "{\"type\":\"Film\",\"data\":{\"imdb\":\"tt1\",\"title\":\"Alien!\",\"year\":1979}}");
        String old = graph.head(ReadTarget.MAIN).graphCommitId();
        Set<String> before = Fixture.tableFiles(store);
        List<String> edges = Fixture.lines(graph).stream()
                .filter(line -> line.contains("SequelOf"))
                .toList();
        SchemaModel dropped = Fixture.schema(WITHOUT);
        assertThat(graph.schemaPlan(dropped, DropMode.HARD).steps())
                .contains(
                        new MigrationStep.DropProperty(
                                MigrationStep.TypeKind.NODE, "Film", "year", true, "OG-DS-104", 1),
                        new MigrationStep.DropType(MigrationStep.TypeKind.NODE, "Old", true, "OG-DS-102", 1));
        assertThat(graph.schemaApply(dropped, DropMode.HARD, WriteContext.main("ada"))
                        .applied())
                .isTrue();

        assertThat(Fixture.lines(graph))
                .hasSize(3)
                .containsAll(edges)
                .anyMatch(line -> line.contains("\"tt1\"") && line.contains("Alien!"))
                .noneMatch(line -> line.contains("1979"));
        before.removeIf(key -> key.contains("/edge.SequelOf/"));
        assertThat(before).hasSizeGreaterThan(9);
        assertThat(Fixture.tableFiles(store)).doesNotContainAnyElementsOf(before);
        for (Graph reader : List.of(graph, fixture.open())) {
            assertThatExceptionOfType(GraphException.class)
                    .isThrownBy(() -> Fixture.lines(reader, new ReadTarget.Snapshot(old)))
                    .withMessageContaining("dropped them for good")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(DiagnosticCode.SNAPSHOT_NOT_FOUND));
        }

        apply(BEFORE);
        Fixture.load(graph, LoadMode.APPEND, "{\"type\":\"Old\",\"data\":{\"name\":\"new\"}}");
        assertThat(Fixture.lines(fixture.open()))
                .hasSize(4)
                .noneMatch(line -> line.contains("1979"))
                .anyMatch(line -> line.contains("\"new\""));
    }

    @Test
    void apply_hardDropOfManyVersions_removesAllOfThem() {
        fill();
        for (int i = 0; i < VERSIONS; i++) {
            Fixture.load(graph, LoadMode.APPEND, "{\"type\":\"Old\",\"data\":{\"name\":\"x" + i + "\"}}");
        }
        Fixture.load(graph, LoadMode.OVERWRITE, "{\"type\":\"Old\",\"data\":{\"name\":\"y\"}}");
        graph.schemaApply(Fixture.schema(WITHOUT), DropMode.HARD, WriteContext.main("ada"));
        assertThat(Fixture.tableFiles(store)).noneMatch(key -> key.contains("/node.Old/"));
    }

    @Test
    void apply_constraintThatTheDataBreaks_isRefusedWithTheViolations() {
        fill();
        String unique = BEFORE.replace("title: String ", "title: String @unique ");
        GraphException refusal = catchThrowableOfType(GraphException.class, () -> apply(unique));
        assertThat(refusal.failure()).isInstanceOf(GraphFailure.MigrationRefused.class);
        assertThat(refusal.getMessage()).contains("title").containsAnyOf("tt1", "tt2");
        String range = BEFORE.replace("year: I32? ", "year: I32?  @range(year, 1980..) ");
        assertThat(catchThrowableOfType(GraphException.class, () -> apply(range))
                        .getMessage())
                .contains("tt1", "1979");
        assertThat(graph.schema(ReadTarget.MAIN).model().source()).isEqualTo(BEFORE);
        assertThat(apply(BEFORE.replace("year: I32? ", "year: I32?  @range(year, 1970..) "))
                        .applied())
                .isTrue();
    }

    @Test
    void apply_emptyPlanWithOtherBytes_commitsThem() {
        SchemaApplyResult same = apply(BEFORE);
        assertThat(same.applied()).isFalse();
        assertThat(same.manifestVersion()).isEqualTo(1);
        SchemaApplyResult commented = apply("// better\n" + BEFORE);
        assertThat(commented.applied()).isFalse();
        assertThat(commented.manifestVersion()).isEqualTo(2);
        assertThat(graph.schema(ReadTarget.MAIN).model().source()).startsWith("// better");
    }

    @Test
    void apply_unsupported_isRefusedWithItsCode() {
        GraphException refusal =
                catchThrowableOfType(GraphException.class, () -> apply(BEFORE.replace("year: I32?", "year: I64?")));
        assertThat(refusal.failure())
                .isInstanceOfSatisfying(
                        GraphFailure.MigrationRefused.class,
                        refused -> assertThat(refused.reason()).startsWith("[OG-MF-106] "));
        assertThat(graph.history(ReadTarget.MAIN)).hasSize(1);
    }
}
