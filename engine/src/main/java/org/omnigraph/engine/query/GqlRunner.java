package org.omnigraph.engine.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.omnigraph.catalog.query.BindResult;
import org.omnigraph.catalog.query.ParameterBinder;
import org.omnigraph.catalog.query.checked.CheckedMutation;
import org.omnigraph.catalog.query.checked.CheckedQuery;
import org.omnigraph.catalog.query.checked.CheckedRead;
import org.omnigraph.catalog.query.checked.ResultColumn;
import org.omnigraph.engine.api.ChangeResult;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.ReadHead;
import org.omnigraph.engine.api.ReadResult;
import org.omnigraph.engine.api.ReadResults;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.RowSink;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.query.budget.QueryBudget;
import org.omnigraph.engine.query.mutate.MutationExecutor;
import org.omnigraph.engine.query.run.FixedValues;
import org.omnigraph.engine.query.run.ReadExecutor;
import org.omnigraph.engine.query.run.ReadRows;
import org.omnigraph.engine.query.view.GraphView;
import org.omnigraph.engine.query.view.ViewCache;
import org.omnigraph.engine.table.GraphAccess;
import org.omnigraph.engine.table.GraphSnapshot;
import org.omnigraph.engine.table.QueryRunner;
import org.omnigraph.engine.work.MemoryPool;
import org.omnigraph.engine.work.WorkScope;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// The query executor: one per process, shared by all its graphs, safe for use by many threads.
///
/// parse → choose the declaration → type-check (these three once per source and schema) → bind parameters → plan →
/// run. Every problem is a [GraphException].
public final class GqlRunner implements QueryRunner {
    private static final String OPERATION = "mutate";

    private final QueryOptions options;
    private final ViewCache cache;
    private final QueryPlans plans;
    private final ReadExecutor reads;

    public GqlRunner(QueryOptions options) {
        this.options = options;
        this.cache = new ViewCache(options.memory(), options.nanoTime());
        this.plans = new QueryPlans(options.memory());
        this.reads = new ReadExecutor(options.embeddings());
    }

    @Override
    public ReadResult query(GraphAccess graph, String source, String name, ObjectNode params, ReadTarget target) {
        ReadResults.Gathered rows = new ReadResults.Gathered();
        query(graph, source, name, params, target, rows);
        return rows.result();
    }

    @Override
    public long query(
            GraphAccess graph, String source, String name, ObjectNode params, ReadTarget target, RowSink sink) {
        return inScope("the query", () -> run(graph, source, name, params, target, sink));
    }

    private long run(
            GraphAccess graph, String source, String name, ObjectNode params, ReadTarget target, RowSink sink) {
        GraphSnapshot snapshot = graph.snapshot(target);
        CheckedRead query = switch (plan(snapshot, source, name)) {
            case CheckedRead read -> read;
            case CheckedMutation mutation ->
                throw badRequest("query `" + mutation.name() + "` writes; run it as a mutation");
        };
        QueryBudget budget = new QueryBudget(options.limits(), WorkScope.current());
        FixedValues values = bind(query, params);
        List<String> columns = query.columns().stream().map(ResultColumn::name).toList();
        try (GraphView view = new GraphView(snapshot, graph.reader(), cache)) {
            ReadRows rows = reads.run(query, values, view, budget);
            sink.begin(new ReadHead(
                    query.name(),
                    target,
                    columns,
                    rows.count(),
                    snapshot.commit().graphCommitId()));
            rows.handTo(sink);
            return rows.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// In the scope of the request, or in one of its own where nobody made one.
    private <T> T inScope(String what, ScopedValue.CallableOp<T, RuntimeException> work) {
        return WorkScope.within(
                () -> new WorkScope(options.memory(), what, "", options.limits().time(), options.nanoTime()), work);
    }

    @Override
    public ChangeResult mutate(GraphAccess graph, String source, String name, ObjectNode params, WriteContext context) {
        return inScope("the mutation", () -> change(graph, source, name, params, context));
    }

    private ChangeResult change(
            GraphAccess graph, String source, String name, ObjectNode params, WriteContext context) {
        GraphSnapshot base = graph.snapshot(new ReadTarget.Branch(context.branch()));
        CheckedMutation mutation = switch (plan(base, source, name)) {
            case CheckedMutation write -> write;
            case CheckedRead read -> throw badRequest("query `" + read.name() + "` reads; run it as a query");
        };
        FixedValues values = bind(mutation, params);
        requireHead(base, context);
        QueryBudget budget = new QueryBudget(options.limits(), WorkScope.current());
        MutationExecutor.Effect effect =
                new MutationExecutor(base, graph.reader(), values, options.ids(), budget).run(mutation);
        List<CommitInfo> commits = effect.changes().isEmpty()
                ? List.of()
                : List.of(graph.writer().write(base, effect.changes(), context, OPERATION));
        return new ChangeResult(
                context.branch(),
                mutation.name(),
                effect.affectedNodes(),
                effect.affectedEdges(),
                context.actor(),
                commits);
    }

    @Override
    public MemoryPool memory() {
        return options.memory();
    }

    /// Hits, misses and evictions of the cache of graph parts.
    public CacheStats cacheStats() {
        return cache.stats();
    }

    /// How many bytes of graphs and of plans are kept now.
    public long cachedBytes() {
        return cache.weightBytes() + plans.bytes();
    }

    private CheckedQuery plan(GraphSnapshot snapshot, String source, String name) {
        return plans.plan(source, name, snapshot.schema().model());
    }

    private FixedValues bind(CheckedQuery query, ObjectNode params) {
        BindResult bound = ParameterBinder.bind(query.parameters(), params);
        if (!bound.isBound()) {
            BindResult.Problem first = bound.problems().getFirst();
            throw new GraphException(
                    DiagnosticCode.PARAMETER_INVALID,
                    first.reason(),
                    new GraphFailure.BadParameter(first.parameter(), first.reason()));
        }
        return new FixedValues(bound.values(), options.clock().millis());
    }

    /// `if-commit` holds for a mutation that changes nothing, too; the writer asks again as it publishes.
    private static void requireHead(GraphSnapshot base, WriteContext context) {
        String head = base.commit().graphCommitId();
        if (!context.ifCommit().isEmpty() && !context.ifCommit().equals(head)) {
            throw new GraphException(
                    DiagnosticCode.WRITE_CONFLICT,
                    "the head of `" + context.branch() + "` is " + head + ", not " + context.ifCommit()
                            + " as the condition demands; nothing was changed",
                    new GraphFailure.PreconditionFailed(context.ifCommit(), head));
        }
    }

    private static GraphException badRequest(String reason) {
        return new GraphException(DiagnosticCode.QUERY_FAILED, reason, new GraphFailure.BadRequest(reason));
    }
}
