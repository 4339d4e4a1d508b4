package org.omnigraph.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.ReadResult;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.query.budget.QueryLimits;
import org.omnigraph.engine.work.MemoryPool;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Choosing and checking queries, what is read and kept, and the budgets.
class GqlRunnerTest {
    private static final String SCHEMA =
            "node P { name: String @key  age: I32?  text: String? } edge K: P -> P { w: I32? }";
    private static final String ALL = "query all() { match { $p: P } return { $p.age } }";

    private MemoryGraph graph = new MemoryGraph(SCHEMA);
    private GqlRunner runner = Queries.runner();

    @BeforeEach
    void world() {
        graph = new MemoryGraph(SCHEMA);
        runner = Queries.runner();
        for (int i = 0; i < 40; i++) {
            graph.node("P", Queries.values("name", "p" + i, "age", i));
        }
        for (int i = 0; i < 39; i++) {
            graph.edge("K", "p" + i, "p" + (i + 1), Map.of());
        }
    }

    private ReadResult run(String source) {
        return runner.query(graph, source, "", Queries.object("{}"), ReadTarget.MAIN);
    }

    private GraphFailure failure(GqlRunner on, String source, String name, String params) {
        GraphException thrown = catchThrowableOfType(
                GraphException.class, () -> on.query(graph, source, name, Queries.object(params), ReadTarget.MAIN));
        return thrown.failure();
    }

    @Test
    void query_severalDeclarations_needsAName() {
        String two = ALL + " query one() { match { $p: P { name: \"p1\" } } return { $p.age } }";
        assertThat(failure(runner, two, "", "{}")).isInstanceOf(GraphFailure.BadRequest.class);
        assertThat(failure(runner, two, "three", "{}")).isEqualTo(new GraphFailure.NotFound("query", "three"));
        ReadResult one = runner.query(graph, two, "one", Queries.object("{}"), ReadTarget.MAIN);
        assertThat(one.queryName()).isEqualTo("one");
        assertThat(one.columns()).containsExactly("p.age");
        assertThat(one.graphCommitId()).isEqualTo("commit-0");
    }

    @Test
    void query_mutationOrReadInTheWrongPlace_isABadRequest() {
        assertThat(failure(runner, "query w() { insert P { name: \"x\" } }", "", "{}"))
                .isInstanceOf(GraphFailure.BadRequest.class);
        GraphException thrown = catchThrowableOfType(
                GraphException.class,
                () -> runner.mutate(graph, ALL, "", Queries.object("{}"), WriteContext.main("me")));
        assertThat(thrown.failure()).isInstanceOf(GraphFailure.BadRequest.class);
    }

    @Test
    void query_syntaxOrTypeError_isInvalidWithDiagnostics() {
        assertThat(failure(runner, "query q( {", "", "{}")).isInstanceOf(GraphFailure.Invalid.class);
        assertThat(failure(runner, "query q() { match { $p: Q } return { $p } }", "", "{}"))
                .isInstanceOfSatisfying(
                        GraphFailure.Invalid.class,
                        invalid -> assertThat(invalid.diagnostics().getFirst().code())
                                .isEqualTo(DiagnosticCode.QUERY_TYPECHECK_ERROR));
    }

    @Test
    void query_missingParameter_namesIt() {
        assertThat(failure(runner, "query q($x: I32) { match { $p: P { age: $x } } return { $p } }", "", "{}"))
                .isInstanceOfSatisfying(
                        GraphFailure.BadParameter.class,
                        bad -> assertThat(bad.parameter()).isEqualTo("x"));
    }

    @Test
    void view_readsOnlyNeededColumnsOncePerTableVersion() {
        run("query q() { match { $p: P $p k $q } return { $q.age } }");
        assertThat(graph.columnsRead())
                .containsExactlyInAnyOrder("node.P.id", "node.P.age", "edge.K.src", "edge.K.dst");
        int cold = graph.scans();
        run("query q() { match { $p: P $p k $q } return { $q.age } }");
        assertThat(graph.scans()).isEqualTo(cold);
        assertThat(runner.cacheStats().hitCount()).isPositive();
        assertThat(runner.cachedBytes()).isPositive();
    }

    @Test
    void view_updateThatKeepsIds_keepsAdjacencyAndOtherTables() {
        String query = "query q() { match { $p: P { name: \"p1\" } $p k $q } return { $q.age } }";
        assertThat(Queries.rows(run(query))).containsExactly("{\"q.age\":2}");
        runner.mutate(
                graph,
                "query u() { update P set { age: 77 } where name = \"p2\" }",
                "",
                Queries.object("{}"),
                WriteContext.main("me"));
        graph.columnsRead().clear();
        assertThat(Queries.rows(run(query))).containsExactly("{\"q.age\":77}");
        assertThat(graph.columnsRead()).containsExactlyInAnyOrder("node.P.id", "node.P.age");
        // The older commit still answers as it did.
        assertThat(Queries.rows(
                        runner.query(graph, query, "", Queries.object("{}"), new ReadTarget.Snapshot("commit-0"))))
                .containsExactly("{\"q.age\":2}");
    }

    @Test
    void lookUpByKey_readsNoKeyColumn() {
        assertThat(Queries.rows(run("query q() { match { $p: P { name: \"p7\" } } return { $p.age } }")))
                .containsExactly("{\"p.age\":7}");
        assertThat(graph.columnsRead()).doesNotContain("node.P.name");
    }

    @Test
    void budget_rows_isATypedError() {
        GqlRunner small =
                new GqlRunner(Queries.options().withLimits(new QueryLimits(100, 1 << 20, Duration.ofMinutes(1))));
        assertThat(failure(small, "query q() { match { $a: P $b: P } return { count($a) } }", "", "{}"))
                .isInstanceOfSatisfying(GraphFailure.ResourceLimit.class, limit -> {
                    assertThat(limit.resource()).isEqualTo("rows");
                    assertThat(limit.limit()).isEqualTo(100);
                });
        assertThat(small.query(graph, ALL, "", Queries.object("{}"), ReadTarget.MAIN)
                        .rows())
                .hasSize(40);
    }

    @Test
    void budget_memory_isATypedError() {
        GqlRunner small =
                new GqlRunner(Queries.options().withLimits(new QueryLimits(1_000_000, 20_000, Duration.ofMinutes(1))));
        assertThat(failure(small, "query q() { match { $a: P $b: P } return { $a.name, $b.name } }", "", "{}"))
                .isInstanceOfSatisfying(
                        GraphFailure.ResourceLimit.class,
                        limit -> assertThat(limit.resource()).isEqualTo("memory"));
    }

    @Test
    void budget_time_isATypedError() {
        AtomicLong ticks = new AtomicLong();
        QueryOptions options = Queries.options();
        GqlRunner slow = new GqlRunner(new QueryOptions(
                options.memory(),
                new QueryLimits(1_000_000, 1 << 20, Duration.ofSeconds(1)),
                options.embeddings(),
                options.clock(),
                () -> ticks.addAndGet(Duration.ofMillis(400).toNanos()),
                options.ids()));
        assertThat(failure(slow, ALL, "", "{}"))
                .isInstanceOfSatisfying(
                        GraphFailure.ResourceLimit.class,
                        limit -> assertThat(limit.resource()).isEqualTo("time"));
    }

    @Test
    void engineMemory_graphThatCannotFit_isRefusedWithTheWayOut() {
        QueryOptions options = Queries.options();
        GqlRunner tiny = new GqlRunner(new QueryOptions(
                new MemoryPool(300),
                options.limits(),
                options.embeddings(),
                options.clock(),
                options.nanoTime(),
                options.ids()));
        GraphException thrown = catchThrowableOfType(
                GraphException.class, () -> tiny.query(graph, ALL, "", Queries.object("{}"), ReadTarget.MAIN));
        assertThat(thrown.code()).isEqualTo(DiagnosticCode.BUDGET_EXCEEDED);
        assertThat(thrown).hasMessageContaining(MemoryPool.VARIABLE);
    }
}
