package org.omnigraph.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.omnigraph.engine.query.Queries.column;
import static org.omnigraph.engine.query.Queries.rows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// One case for each numbered rule of query-language.md §7.
class ReadRulesTest {
    private static final String SCHEMA = """
            node Person {
                name: String @key
                age: I32?
                weight: F32?
                tags: [String]?
                born: Date?
                photo: Blob?
            }
            node City { name: String @key }
            edge Knows: Person -> Person { since: I32? }
            edge LivesIn: Person -> City
            """;

    private MemoryGraph graph = new MemoryGraph(SCHEMA);

    @BeforeEach
    void emptyGraph() {
        graph = new MemoryGraph(SCHEMA);
    }

    private void people(String... names) {
        for (String name : names) {
            graph.node("Person", Queries.values("name", name));
        }
    }

    private void knows(String from, String to) {
        graph.edge("Knows", from, to, Map.of());
    }

    private List<String> names(String match) {
        return column(rows(graph, "match { " + match + " } return { $b.name as b }"));
    }

    @Nested
    class Bindings {
        @Test
        void braces_severalTests_areJoinedByAndAndListsTestMembership() {
            graph.node("Person", Queries.values("name", "a", "age", 1, "tags", List.of("x", "y")));
            graph.node("Person", Queries.values("name", "b", "age", 1, "tags", List.of("y")));
            graph.node("Person", Queries.values("name", "c", "age", 2, "tags", List.of("x")));
            assertThat(names("$b: Person { age: 1, tags: \"x\" }")).containsExactly("\"a\"");
        }

        @Test
        void unconnectedVariables_formACrossProduct() {
            people("a", "b");
            graph.node("City", Queries.values("name", "u"));
            graph.node("City", Queries.values("name", "v"));
            assertThat(rows(graph, "match { $p: Person $c: City } return { $p.name as p, $c.name as c }"))
                    .containsExactly(
                            "{\"p\":\"a\",\"c\":\"u\"}",
                            "{\"p\":\"b\",\"c\":\"u\"}",
                            "{\"p\":\"a\",\"c\":\"v\"}",
                            "{\"p\":\"b\",\"c\":\"v\"}");
        }

        @Test
        void variableBoundAgain_addsItsTests() {
            graph.node("Person", Queries.values("name", "a", "age", 1));
            graph.node("Person", Queries.values("name", "b", "age", 2));
            assertThat(names("$b: Person $b: Person { age: 2 }")).containsExactly("\"b\"");
        }

        @Test
        void traversalsWithoutBinding_startFromAllNodesOfTheEdgesTypes() {
            people("a", "b", "c");
            knows("a", "b");
            assertThat(rows(graph, "match { $x knows $y } return { $x.name, $y.name }"))
                    .containsExactly("{\"x.name\":\"a\",\"y.name\":\"b\"}");
        }
    }

    @Nested
    class Traversals {
        @Test
        void edgeBetweenDifferentTypes_anyOrderInTheTextIsTheSame() {
            people("a");
            graph.node("City", Queries.values("name", "u"));
            graph.edge("LivesIn", "a", "u", Map.of());
            assertThat(rows(graph, "match { $c: City $c livesIn $p } return { $p.name as p }"))
                    .isEqualTo(rows(graph, "match { $p: Person $p livesIn $c } return { $p.name as p }"))
                    .hasSize(1);
        }

        @Test
        void parallelEdges_withoutEdgeBindingMatchOnce() {
            people("a", "b");
            knows("a", "b");
            knows("a", "b");
            assertThat(names("$a knows $b")).hasSize(1);
            assertThat(names("$a $e:knows $b")).hasSize(2);
        }

        @Test
        void bounds_countTheShortestDistance() {
            people("a", "b", "c", "d");
            knows("a", "b");
            knows("b", "c");
            knows("c", "d");
            knows("a", "c");
            assertThat(names("$a: Person { name: \"a\" } $a knows{2,3} $b")).containsExactly("\"d\"");
            assertThat(names("$a: Person { name: \"a\" } $a knows{1,9} $b")).containsExactly("\"b\"", "\"c\"", "\"d\"");
        }

        @Test
        void twoNodeCycle_twoHopsFindNothing() {
            people("a", "b");
            knows("a", "b");
            knows("b", "a");
            assertThat(names("$a knows{2,2} $b")).isEmpty();
        }

        @Test
        void selfLoop_matchesItsNodeOneStepLater() {
            people("a", "b");
            knows("a", "b");
            knows("b", "b");
            String fromA = "$a: Person { name: \"a\" } $a knows";
            assertThat(names(fromA + "{2,2} $b")).containsExactly("\"b\"");
            assertThat(names(fromA + "{1,2} $b")).containsExactly("\"b\"");
            assertThat(names(fromA + "{3,3} $b")).isEmpty();
            assertThat(names("$b knows $b")).containsExactly("\"b\"");
            // Seen from the far end, too.
            assertThat(column(rows(graph, "match { $b: Person { name: \"b\" } $a knows{2,2} $b } return { $a.name }")))
                    .containsExactly("\"a\"");
        }

        @Test
        void edgeBetweenDifferentTypes_cannotChain() {
            people("a");
            graph.node("City", Queries.values("name", "u"));
            graph.edge("LivesIn", "a", "u", Map.of());
            assertThat(rows(graph, "match { $p livesIn{2,3} $c } return { $p.name }"))
                    .isEmpty();
            assertThat(rows(graph, "match { $p livesIn{1,3} $c } return { $p.name }"))
                    .hasSize(1);
        }

        @Test
        void undirected_countsBothWaysOncePerPair() {
            people("a", "b", "c");
            knows("a", "b");
            knows("b", "a");
            knows("c", "a");
            assertThat(names("$a: Person { name: \"a\" } $a <knows> $b")).containsExactly("\"b\"", "\"c\"");
            assertThat(names("$a: Person { name: \"b\" } $a <knows>{2,2} $b")).containsExactly("\"c\"");
        }

        @Test
        void edgeBinding_undirectedShowsOppositeEdgesApartAndASelfLoopOnce() {
            people("a", "b");
            graph.edge("Knows", "a", "b", Queries.values("since", 1));
            graph.edge("Knows", "b", "a", Map.of());
            knows("a", "a");
            assertThat(rows(
                            graph,
                            "match { $a: Person { name: \"a\" } $a $e:<knows> $b } return { $b.name as b, $e.since as s }"
                                    + " order { b, s }"))
                    .containsExactly("{\"b\":\"a\",\"s\":null}", "{\"b\":\"b\",\"s\":null}", "{\"b\":\"b\",\"s\":1}");
        }

        @Test
        void anonymousEdgeBinding_bindsNothing() {
            people("a", "b");
            knows("a", "b");
            knows("a", "b");
            assertThat(names("$a $_:knows $b")).hasSize(1);
        }

        @Test
        void bothEndsBound_isATest() {
            people("a", "b", "c");
            knows("a", "b");
            knows("b", "c");
            knows("a", "c");
            assertThat(names("$a knows $x $x knows $b $a knows $b")).containsExactly("\"c\"");
            assertThat(names("$a knows $x $x knows $b $a $e:knows $b")).containsExactly("\"c\"");
        }
    }

    @Nested
    class Filters {
        @Test
        void null_isNeverTrue() {
            people("a");
            assertThat(names("$b: Person $b.age != 1")).isEmpty();
            assertThat(names("$b: Person $b.age = 1")).isEmpty();
            assertThat(rows(graph, "$x: I32?", "{}", "match { $b: Person { age: $x } } return { $b.name }"))
                    .isEmpty();
        }

        @Test
        void numbers_compareByMathematicalValue() {
            graph.node("Person", Queries.values("name", "a", "age", 2, "weight", 0.1f));
            assertThat(names("$b: Person $b.age = 2.7")).isEmpty();
            assertThat(names("$b: Person $b.age < 2.7")).hasSize(1);
            assertThat(names("$b: Person $b.age = 2.0")).hasSize(1);
            assertThat(names("$b: Person $b.weight = 0.1")).hasSize(1);
        }

        @Test
        void strings_compareByCodePoint() {
            people("\uFF5E", "\uD83D\uDE00");
            assertThat(names("$b: Person $b.name > \"\uFF5E\"")).containsExactly("\"\uD83D\uDE00\"");
            assertThat(names("$b: Person")).containsExactly("\"\uFF5E\"", "\"\uD83D\uDE00\"");
        }

        @Test
        void containsAndStartsWith_areExactAndPositional() {
            people("ab%", "AB");
            assertThat(names("$b: Person $b.name contains \"b%\"")).containsExactly("\"ab%\"");
            assertThat(names("$b: Person $b.name starts_with \"a\"")).containsExactly("\"ab%\"");
            assertThat(names("$b: Person \"xxABxx\" contains $b.name")).containsExactly("\"AB\"");
        }

        @Test
        void now_isTheRequestsTime() {
            graph.node("Person", Queries.values("name", "a"));
            assertThat(rows(graph, "match { $b: Person } return { now() }"))
                    .containsExactly("{\"now\":\"2026-03-09T18:30:00.000Z\"}");
        }
    }

    @Nested
    class Negation {
        @Test
        void block_dropsWhatItCanExtend() {
            people("a", "b", "c");
            knows("a", "b");
            graph.edge("Knows", "b", "c", Queries.values("since", 5));
            assertThat(names("$b: Person not { $b knows $_ }")).containsExactly("\"c\"");
            assertThat(names("$b: Person not { $b $e:knows $_ $e.since > 3 }")).containsExactly("\"a\"", "\"c\"");
        }

        @Test
        void nestedBlocks_meanForAll() {
            people("a", "b", "c");
            knows("a", "b");
            knows("b", "c");
            knows("c", "c");
            // Everyone whom $b knows knows someone else.
            assertThat(names("$b: Person not { $b knows $x not { $x knows $y $y.name != $x.name } }"))
                    .containsExactly("\"a\"");
        }
    }

    @Nested
    class Aggregates {
        @Test
        void groups_equalKeysAndNullsTogether() {
            graph.node("Person", Queries.values("name", "a", "age", 1));
            graph.node("Person", Queries.values("name", "b"));
            graph.node("Person", Queries.values("name", "c"));
            assertThat(rows(graph, "match { $p: Person } return { $p.age as age, count($p) as n }"))
                    .containsExactly("{\"age\":null,\"n\":2}", "{\"age\":1,\"n\":1}");
        }

        @Test
        void count_countsAssignmentsAndIgnoresNulls() {
            people("a", "b", "c");
            knows("a", "b");
            knows("a", "c");
            assertThat(rows(
                            graph,
                            "match { $p: Person $p knows $_ } return { count($p) as all, count($p.age) as ages,"
                                    + " sum($p.age) as s, min($p.name) as m }"))
                    .containsExactly("{\"all\":2,\"ages\":0,\"s\":null,\"m\":\"a\"}");
        }

        @Test
        void noAssignments_oneRowWithoutKeysNoneWithKeys() {
            assertThat(rows(graph, "match { $p: Person } return { count($p), avg($p.age), max($p.name) }"))
                    .containsExactly("{\"count\":0,\"avg\":null,\"max\":null}");
            assertThat(rows(graph, "match { $p: Person } return { $p.name, count($p) }"))
                    .isEmpty();
        }

        @Test
        void sumOfLongs_isExactBeforeItIsRounded() {
            MemoryGraph numbers = new MemoryGraph("node N { v: I64 }");
            numbers.node("N", Queries.values("v", Long.MAX_VALUE));
            numbers.node("N", Queries.values("v", Long.MAX_VALUE));
            numbers.node("N", Queries.values("v", -Long.MAX_VALUE));
            numbers.node("N", Queries.values("v", -Long.MAX_VALUE));
            numbers.node("N", Queries.values("v", 3L));
            assertThat(rows(numbers, "match { $n: N } return { sum($n.v), avg($n.v) }"))
                    .containsExactly("{\"sum\":3.0,\"avg\":0.6}");
        }

        @Test
        void sumBeyondDouble_isSpelledOut() {
            MemoryGraph numbers = new MemoryGraph("node N { v: F64 }");
            numbers.node("N", Queries.values("v", Double.MAX_VALUE));
            numbers.node("N", Queries.values("v", Double.MAX_VALUE));
            assertThat(rows(numbers, "match { $n: N } return { sum($n.v) }")).containsExactly("{\"sum\":\"Infinity\"}");
        }
    }

    @Nested
    class OrderAndLimit {
        @Test
        void nulls_areSmallest() {
            graph.node("Person", Queries.values("name", "a", "age", 1));
            graph.node("Person", Queries.values("name", "b"));
            String query = "match { $b: Person } return { $b.name } order { $b.age";
            assertThat(column(rows(graph, query + " }"))).containsExactly("\"b\"", "\"a\"");
            assertThat(column(rows(graph, query + " desc }"))).containsExactly("\"a\"", "\"b\"");
        }

        @Test
        void ties_areBrokenByIdsOfVariablesInNameOrder() {
            people("a", "b");
            assertThat(rows(graph, "match { $z: Person $a: Person } return { $z.name as z, $a.name as a } limit 3"))
                    .containsExactly(
                            "{\"z\":\"a\",\"a\":\"a\"}", "{\"z\":\"b\",\"a\":\"a\"}", "{\"z\":\"a\",\"a\":\"b\"}");
        }

        @Test
        void limitZero_isLegal() {
            people("a");
            assertThat(rows(graph, "match { $b: Person } return { $b.name } limit 0"))
                    .isEmpty();
        }

        @Test
        void limit_keepsTheSameRowsAsACutOfTheWholeOrder() {
            for (int i = 0; i < 300; i++) {
                graph.node("Person", Queries.values("name", "p" + i, "age", (i * 37) % 10));
            }
            String query = "match { $b: Person } return { $b.name, $b.age } order { $b.age desc }";
            List<String> all = rows(graph, query);
            for (int limit : new int[] {1, 2, 17, 299, 300, 301}) {
                assertThat(rows(graph, query + " limit " + limit)).isEqualTo(all.subList(0, Math.min(limit, 300)));
            }
        }
    }

    @Test
    void node_isAnObjectOfIdAndAllPropertiesButBlobs() {
        graph.node("Person", Queries.values("name", "a", "born", 0, "photo", "base64:AA=="));
        assertThat(rows(graph, "match { $p: Person } return { $p }"))
                .containsExactly("{\"p\":{\"id\":\"a\",\"name\":\"a\",\"age\":null,\"weight\":null,\"tags\":null,"
                        + "\"born\":\"1970-01-01\"}}");
    }
}
