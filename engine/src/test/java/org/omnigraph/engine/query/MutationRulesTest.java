package org.omnigraph.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.omnigraph.engine.query.Queries.mutate;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.omnigraph.engine.api.ChangeResult;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.PolicyGate;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.table.EntityRow;

/// query-language.md §9 by cases, up to the set of changes; what the writer checks is its own test.
class MutationRulesTest {
    private static final String SCHEMA = """
            node Person {
                name: String @key
                age: I32?
                weight: F32?
                score: F64?
                photo: Blob?
                src: String?
            }
            node Note { body: String? }
            edge Knows: Person -> Person { since: I32? }
            edge About: Note -> Person
            """;

    private MemoryGraph graph = new MemoryGraph(SCHEMA);

    @BeforeEach
    void people() {
        graph = new MemoryGraph(SCHEMA);
        graph.node("Person", Queries.values("name", "a", "age", 1));
        graph.node("Person", Queries.values("name", "b", "age", 2));
        graph.node("Person", Queries.values("name", "c", "src", "x"));
    }

    @Test
    void insert_keyedNode_replacesTheWholeRow() {
        ChangeResult result = mutate(graph, "insert Person { name: \"a\" score: 2 }");
        assertThat(result.affectedNodes()).isEqualTo(1);
        assertThat(result.commit()).isPresent();
        assertThat(graph.nodes("Person").get("a"))
                .isEqualTo(EntityRow.node("a", Queries.values("name", "a", "score", 2.0)));
    }

    @Test
    void insert_unkeyedNodeAndEdge_getFreshIds() {
        ChangeResult result = mutate(
                graph,
                "insert Note { body: \"n\" } insert Note { body: \"n\" } insert Knows { from: \"a\", to: \"b\", since: 3 }");
        assertThat(result.affectedNodes()).isEqualTo(2);
        assertThat(result.affectedEdges()).isEqualTo(1);
        assertThat(graph.nodes("Note")).hasSize(2);
        assertThat(graph.edges("Knows").values())
                .containsExactly(new EntityRow("fresh3", "a", "b", Queries.values("since", 3)));
        assertThat(graph.commitCount()).isEqualTo(1);
    }

    @Test
    void update_seesEarlierStatementsAndCountsEachMatch() {
        ChangeResult result = mutate(
                graph,
                "insert Person { name: \"d\" age: 1 }"
                        + " update Person set { age: 7 } where age = 1"
                        + " update Person set { weight: 0.5 } where age = 7");
        assertThat(result.affectedNodes()).isEqualTo(1 + 2 + 2);
        assertThat(graph.nodes("Person").get("a"))
                .isEqualTo(EntityRow.node("a", Queries.values("name", "a", "age", 7, "weight", 0.5f)));
        assertThat(graph.nodes("Person").get("d"))
                .isEqualTo(EntityRow.node("d", Queries.values("name", "d", "age", 7, "weight", 0.5f)));
        assertThat(graph.nodes("Person").get("b"))
                .isEqualTo(EntityRow.node("b", Queries.values("name", "b", "age", 2)));
    }

    @Test
    void update_replacedRowOfTheBase_isNoLongerMatched() {
        ChangeResult result =
                mutate(graph, "insert Person { name: \"a\" age: 9 } update Person set { weight: 1 } where age = 1");
        assertThat(result.affectedNodes()).isEqualTo(1);
        assertThat(graph.nodes("Person").get("a"))
                .isEqualTo(EntityRow.node("a", Queries.values("name", "a", "age", 9)));
    }

    @Test
    void update_nullParameter_setsNull() {
        mutate(graph, "$age: I32?", "{}", "update Person set { age: $age } where name = \"a\"");
        assertThat(graph.nodes("Person").get("a")).isEqualTo(EntityRow.node("a", Queries.values("name", "a")));
    }

    @Test
    void predicate_nullPropertyOrValue_neverMatches() {
        assertThat(mutate(graph, "update Person set { weight: 1 } where age != 1")
                        .affectedNodes())
                .isEqualTo(1);
        ChangeResult none = mutate(graph, "$x: I32?", "{}", "update Person set { weight: 1 } where age = $x");
        assertThat(none.affectedNodes()).isZero();
        assertThat(none.commit()).isEmpty();
    }

    @Test
    void delete_node_takesItsEdgesOfEveryTypeAlong() {
        String note = graph.node("Note", Queries.values("body", "n"));
        graph.edge("Knows", "a", "b", Map.of());
        graph.edge("Knows", "b", "a", Map.of());
        graph.edge("Knows", "a", "a", Map.of());
        graph.edge("Knows", "b", "c", Map.of());
        graph.edge("About", note, "a", Map.of());
        ChangeResult result = mutate(graph, "delete Person where name = \"a\" delete Person where age <= 1");
        assertThat(result.affectedNodes()).isEqualTo(1);
        assertThat(result.affectedEdges()).isEqualTo(4);
        assertThat(graph.nodes("Person").keySet()).containsExactly("b", "c");
        assertThat(graph.edges("Knows").values()).extracting(EntityRow::src).containsExactly("b");
        assertThat(graph.edges("About")).isEmpty();
    }

    @Test
    void delete_edges_byEndOrProperty() {
        graph.edge("Knows", "a", "b", Queries.values("since", 1));
        graph.edge("Knows", "b", "a", Queries.values("since", 2));
        graph.edge("Knows", "b", "c", Map.of());
        assertThat(mutate(graph, "delete Knows where from = \"b\" delete Knows where since >= 2")
                        .affectedEdges())
                .isEqualTo(2);
        assertThat(graph.edges("Knows").values()).extracting(EntityRow::src).containsExactly("a");
        assertThat(mutate(graph, "delete Knows where to = \"b\"").affectedEdges())
                .isEqualTo(1);
    }

    @Test
    void nodeProperty_namedLikeAnEdgesEnd_survivesAnUpdate() {
        mutate(graph, "update Person set { age: 5 } where src = \"x\"");
        assertThat(graph.nodes("Person").get("c"))
                .isEqualTo(EntityRow.node("c", Queries.values("name", "c", "src", "x", "age", 5)));
    }

    @Test
    void nothingChanged_makesNoCommit() {
        ChangeResult result = mutate(graph, "delete Person where name = \"nobody\"");
        assertThat(result.commit()).isEmpty();
        assertThat(graph.commitCount()).isZero();
    }

    @Test
    void values_outOfRangeOrMissing_rejectTheWholeQuery() {
        GraphException failure = catchThrowableOfType(
                GraphException.class,
                () -> mutate(
                        graph,
                        "$big: I64, $w: F64, $name: String?",
                        "{\"big\": 3000000000, \"w\": 1e300}",
                        "insert Person { name: \"x\" age: $big } insert Person { name: \"y\" weight: $w }"
                                + " insert Person { name: $name } insert Person { name: \"z\" photo: \"http://x\" }"));
        assertThat(failure.failure()).isInstanceOfSatisfying(GraphFailure.Rejected.class, rejected -> {
            assertThat(rejected.total()).isEqualTo(4);
            assertThat(rejected.problems())
                    .extracting(problem -> problem.code() + " " + problem.line())
                    .containsExactly("bad_value 0", "bad_value 0", "missing_value 0", "bad_value 0");
        });
        assertThat(graph.commitCount()).isZero();
    }

    @Test
    void movedHead_insertsGoThroughUpdatesAndDeletesDoNot() {
        Runnable otherWriter = () -> mutate(graph, "insert Note { body: \"other\" }");
        graph.beforeWrite(otherWriter);
        mutate(graph, "insert Note { body: \"mine\" }");
        assertThat(graph.commitCount()).isEqualTo(2);
        for (String strict :
                List.of("update Person set { age: 4 } where name = \"a\"", "delete Person where age = 1")) {
            graph.beforeWrite(otherWriter);
            assertThatThrownBy(() -> mutate(graph, strict))
                    .isInstanceOfSatisfying(
                            GraphException.class,
                            e -> assertThat(e.failure()).isInstanceOf(GraphFailure.HeadMoved.class));
        }
    }

    @Test
    void ifCommit_otherHead_failsEvenIfNothingWouldChange() {
        WriteContext context = new WriteContext("tester", "main", "commit-9", PolicyGate.OPEN);
        assertThatThrownBy(() -> Queries.runner()
                        .mutate(
                                graph,
                                "query q() { delete Person where name = \"nobody\" }",
                                "",
                                Queries.object("{}"),
                                context))
                .isInstanceOfSatisfying(
                        GraphException.class,
                        e -> assertThat(e.failure())
                                .isEqualTo(new GraphFailure.PreconditionFailed("commit-9", "commit-0")));
    }
}
