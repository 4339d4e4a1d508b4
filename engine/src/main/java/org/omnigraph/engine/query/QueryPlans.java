package org.omnigraph.engine.query;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.catalog.query.CheckResult;
import org.omnigraph.catalog.query.ParseResult;
import org.omnigraph.catalog.query.QueryChecker;
import org.omnigraph.catalog.query.QueryParser;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.catalog.query.ast.QueryFile;
import org.omnigraph.catalog.query.checked.CheckedQuery;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.work.MemoryPool;
import org.omnigraph.engine.work.Reservation;
import org.omnigraph.engine.work.Revocable;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Sources to checked queries, which are the logical plans; kept by the digest of the source, the query's name and
/// the digest of the schema, so that a stored query is parsed and checked once.
final class QueryPlans implements Revocable {
    private static final int KEPT_MAX = 4096;

    /// What a checked query is taken to weigh: measured, 12 to 40 bytes for each of its source, above a kilobyte.
    private static final int BYTES_PER_SOURCE_BYTE = 40;

    private static final int BYTES_EACH = 2_048;

    /// No more than this part of the memory goes to plans.
    private static final int SHARE = 16;

    private final MemoryPool pool;
    private final long bytesMax;
    private final Map<Key, Plan> plans = new LinkedHashMap<>(64, 0.75f, true);
    private final ReentrantLock lock = new ReentrantLock();
    private long bytes;

    /// @param pool what is kept is reserved there, and given back when others need it
    QueryPlans(MemoryPool pool) {
        this.pool = pool;
        this.bytesMax = pool.capacityBytes() / SHARE;
        pool.addRevocable(this);
    }

    /// The query of this name in a source, or its only one.
    ///
    /// @throws GraphException with `Invalid` if it does not parse or check, `NotFound` or `BadRequest` if there is
    /// no such query or no way to choose
    CheckedQuery plan(String source, String name, SchemaModel schema) {
        Key key = new Key(ContentDigest.of(source.getBytes(StandardCharsets.UTF_8)), name, schema.digest());
        Plan known = known(key);
        if (known != null) {
            return known.query();
        }
        CheckedQuery checked = check(choose(parse(source), name), schema);
        keep(key, checked, BYTES_EACH + (long) BYTES_PER_SOURCE_BYTE * source.length());
        return checked;
    }

    @Override
    public long shrink(long wanted) {
        lock.lock();
        try {
            long given = 0;
            while (given < wanted && !plans.isEmpty()) {
                given += drop();
            }
            return given;
        } finally {
            lock.unlock();
        }
    }

    /// What the plans that are kept weigh.
    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Plan known(Key key) {
        lock.lock();
        try {
            return plans.get(key);
        } finally {
            lock.unlock();
        }
    }

    /// Room is made among the plans themselves; where the pool has none at once, the plan is not kept.
    private void keep(Key key, CheckedQuery query, long weight) {
        lock.lock();
        try {
            if (weight > bytesMax || plans.containsKey(key)) {
                return;
            }
            while (plans.size() >= KEPT_MAX || bytes + weight > bytesMax) {
                drop();
            }
            Reservation memory = pool.open("a query plan");
            if (memory.growAtOnce(weight)) {
                memory.settle();
                plans.put(key, new Plan(query, memory));
                bytes += weight;
            } else {
                memory.close();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Lets the plan go that was used longest ago.
    private long drop() {
        Iterator<Plan> plansByAge = plans.values().iterator();
        Reservation memory = plansByAge.next().memory();
        plansByAge.remove();
        long weight = memory.usedBytes();
        memory.close();
        bytes -= weight;
        return weight;
    }

    private static QueryFile parse(String source) {
        ParseResult parsed = QueryParser.parse(source);
        return parsed.file().orElseThrow(() -> invalid(parsed.diagnostics()));
    }

    private static QueryDecl choose(QueryFile file, String name) {
        List<QueryDecl> queries = file.queries();
        if (!name.isEmpty()) {
            return file.query(name)
                    .orElseThrow(() -> new GraphException(
                            DiagnosticCode.QUERY_FAILED,
                            "the source declares no query `" + name + "`; it declares " + names(queries),
                            new GraphFailure.NotFound("query", name)));
        }
        if (queries.size() == 1) {
            return queries.getFirst();
        }
        String reason = queries.isEmpty()
                ? "the source declares no query"
                : "the source declares several queries (" + names(queries) + "); name the one to run";
        throw new GraphException(DiagnosticCode.QUERY_FAILED, reason, new GraphFailure.BadRequest(reason));
    }

    private static CheckedQuery check(QueryDecl query, SchemaModel schema) {
        CheckResult checked = QueryChecker.check(query, schema);
        return checked.query().orElseThrow(() -> invalid(checked.diagnostics()));
    }

    private static GraphException invalid(List<Diagnostic> diagnostics) {
        Diagnostic first = diagnostics.getFirst();
        String more = diagnostics.size() == 1 ? "" : " (and " + (diagnostics.size() - 1) + " more)";
        return new GraphException(first.code(), first.message() + more, new GraphFailure.Invalid(diagnostics));
    }

    private static String names(List<QueryDecl> queries) {
        return queries.stream().map(query -> "`" + query.name().text() + "`").collect(Collectors.joining(", "));
    }

    private record Plan(CheckedQuery query, Reservation memory) {}

    private record Key(ContentDigest source, String name, ContentDigest schema) {}
}
