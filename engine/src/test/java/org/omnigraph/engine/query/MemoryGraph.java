package org.omnigraph.engine.query;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.schema.AcceptedSchema;
import org.omnigraph.catalog.schema.EdgeType;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.catalog.schema.ValueType;
import org.omnigraph.catalog.value.NodeIds;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.EntityKind;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.table.BatchSink;
import org.omnigraph.engine.table.ChangeSet;
import org.omnigraph.engine.table.ColumnBatch;
import org.omnigraph.engine.table.ColumnVector;
import org.omnigraph.engine.table.EntityRow;
import org.omnigraph.engine.table.GraphAccess;
import org.omnigraph.engine.table.GraphSnapshot;
import org.omnigraph.engine.table.GraphWriter;
import org.omnigraph.engine.table.RowFilter;
import org.omnigraph.engine.table.TableChange;
import org.omnigraph.engine.table.TableReader;
import org.omnigraph.engine.table.TableRef;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// A graph in maps, with the promises of the storage seam and nothing else: scans in an order that is not that of
/// ids, commits that replace whole tables, strict changes refused on a moved head. Constraints of the schema are not
/// checked.
final class MemoryGraph implements GraphAccess, TableReader, GraphWriter {
    private static final int BATCH_ROWS = 7;

    private final AcceptedSchema schema;
    private final List<Map<String, SortedMap<String, EntityRow>>> commits = new ArrayList<>();
    private final List<Map<String, Integer>> versions = new ArrayList<>();
    private final AtomicInteger scans = new AtomicInteger();
    private final Set<String> columnsRead = new HashSet<>();
    private Runnable beforeWrite = () -> {};
    private int freshId;

    MemoryGraph(String schemaSource) {
        SchemaModel model = SchemaCompiler.compile(schemaSource.getBytes(StandardCharsets.UTF_8))
                .model()
                .orElseThrow();
        this.schema = AcceptedSchema.initial(model);
        Map<String, SortedMap<String, EntityRow>> empty = new LinkedHashMap<>();
        Map<String, Integer> version = new HashMap<>();
        for (EntityType type : types()) {
            empty.put(type.tableName(), new TreeMap<>());
            version.put(type.tableName(), 0);
        }
        commits.add(empty);
        versions.add(version);
    }

    /// Adds a node to the newest commit; a keyed one gets its key's id. Only before the first query.
    String node(String typeName, Map<String, Object> values) {
        NodeType type = schema.model().node(typeName).orElseThrow();
        String id = type.keyProperties().isEmpty()
                ? "n" + freshId++
                : NodeIds.ofKey(
                        type.keyProperties().stream()
                                .map(key -> type.property(key).orElseThrow().type())
                                .toList(),
                        type.keyProperties().stream().map(values::get).toList());
        rows(type).put(id, EntityRow.node(id, values));
        return id;
    }

    /// Adds an edge to the newest commit. Only before the first query.
    String edge(String typeName, String from, String to, Map<String, Object> values) {
        EdgeType type = schema.model().edge(typeName).orElseThrow();
        String id = "e" + (1000 - freshId++);
        rows(type).put(id, new EntityRow(id, from, to, values));
        return id;
    }

    SchemaModel model() {
        return schema.model();
    }

    /// The rows of a type in the newest commit, by id.
    SortedMap<String, EntityRow> rows(EntityType type) {
        SortedMap<String, EntityRow> rows = commits.getLast().get(type.tableName());
        if (rows == null) {
            throw new IllegalArgumentException("no table " + type.tableName());
        }
        return rows;
    }

    SortedMap<String, EntityRow> nodes(String typeName) {
        return rows(schema.model().node(typeName).orElseThrow());
    }

    SortedMap<String, EntityRow> edges(String typeName) {
        return rows(schema.model().edge(typeName).orElseThrow());
    }

    /// How many scans there were.
    int scans() {
        return scans.get();
    }

    /// `table.column` of all scans.
    Set<String> columnsRead() {
        return columnsRead;
    }

    /// What happens just before the next write is looked at: another writer's chance.
    void beforeWrite(Runnable action) {
        beforeWrite = action;
    }

    /// How many commits there are after the first.
    int commitCount() {
        return commits.size() - 1;
    }

    @Override
    public String graphId() {
        return "memory";
    }

    @Override
    public GraphSnapshot snapshot(ReadTarget target) {
        int index = switch (target) {
            case ReadTarget.Branch _ -> commits.size() - 1;
            case ReadTarget.Snapshot(String id) -> Integer.parseInt(id.substring("commit-".length()));
        };
        SortedMap<String, TableRef> tables = new TreeMap<>();
        for (EntityType type : types()) {
            EntityKind kind = type instanceof NodeType ? EntityKind.NODE : EntityKind.EDGE;
            int version = versions.get(index).getOrDefault(type.tableName(), 0);
            int rows = commits.get(index)
                    .getOrDefault(type.tableName(), new TreeMap<>())
                    .size();
            tables.put(
                    type.tableName(),
                    new TableRef(
                            kind,
                            type.name(),
                            "memory " + System.identityHashCode(this) + " " + type.tableName() + " " + version,
                            type.tableName() + "/metadata/" + version,
                            version,
                            version,
                            rows));
        }
        return new GraphSnapshot(commit(index), schema, tables);
    }

    @Override
    public TableReader reader() {
        return this;
    }

    @Override
    public GraphWriter writer() {
        return this;
    }

    @Override
    public void scan(TableRef table, List<String> columns, RowFilter filter, BatchSink sink) {
        scans.incrementAndGet();
        columns.forEach(column -> columnsRead.add(table.tableName() + "." + column));
        EntityType type = table.kind() == EntityKind.NODE
                ? schema.model().node(table.typeName()).orElseThrow()
                : schema.model().edge(table.typeName()).orElseThrow();
        List<EntityRow> rows = new ArrayList<>(tableAt(table).values());
        rows.removeIf(row -> !passes(filter, row));
        for (int begin = 0; begin < rows.size(); begin += BATCH_ROWS) {
            // Backwards, so that nobody relies on an order.
            List<EntityRow> part = rows.subList(begin, Math.min(rows.size(), begin + BATCH_ROWS))
                    .reversed();
            List<ColumnVector> vectors =
                    columns.stream().map(column -> vector(type, column, part)).toList();
            if (!sink.accept(new ColumnBatch(part.size(), vectors))) {
                return;
            }
        }
    }

    @Override
    public CommitInfo write(GraphSnapshot base, ChangeSet changes, WriteContext context, String operation) {
        Runnable action = beforeWrite;
        beforeWrite = () -> {};
        action.run();
        String head = commit(commits.size() - 1).graphCommitId();
        if (changes.strict() && !base.commit().graphCommitId().equals(head)) {
            throw new GraphException(
                    DiagnosticCode.WRITE_CONFLICT,
                    "moved",
                    new GraphFailure.HeadMoved(base.commit().graphCommitId(), head));
        }
        Map<String, SortedMap<String, EntityRow>> next = new LinkedHashMap<>();
        commits.getLast().forEach((name, rows) -> next.put(name, new TreeMap<>(rows)));
        Map<String, Integer> version = new HashMap<>(versions.getLast());
        changes.tables().forEach((name, change) -> {
            apply(change, next.getOrDefault(name, new TreeMap<>()));
            version.put(name, commits.size());
        });
        commits.add(next);
        versions.add(version);
        return commit(commits.size() - 1);
    }

    private static void apply(TableChange change, Map<String, EntityRow> rows) {
        change.inserts().forEach(row -> rows.put(row.id(), row));
        change.upserts().forEach(row -> rows.put(row.id(), row));
        change.deletes().forEach(rows::remove);
    }

    private static CommitInfo commit(int index) {
        return new CommitInfo("commit-" + index, "main", index, "", "", "", Instant.EPOCH, "load");
    }

    private Map<String, EntityRow> tableAt(TableRef table) {
        for (int index = commits.size() - 1; index >= 0; index--) {
            if (versions.get(index).getOrDefault(table.tableName(), -1) == table.snapshotId()) {
                return commits.get(index).getOrDefault(table.tableName(), new TreeMap<>());
            }
        }
        throw new IllegalArgumentException("no such table version: " + table);
    }

    private List<EntityType> types() {
        List<EntityType> types = new ArrayList<>(schema.model().nodes().values());
        types.addAll(schema.model().edges().values());
        return types;
    }

    private static boolean passes(RowFilter filter, EntityRow row) {
        return switch (filter) {
            case RowFilter.All _ -> true;
            case RowFilter.In(String column, List<String> values) -> {
                Object value = value(row, column);
                yield value != null && values.contains(value);
            }
        };
    }

    private static @Nullable Object value(EntityRow row, String column) {
        return switch (column) {
            case TableReader.ID -> row.id();
            // A node may have a property of this name.
            case TableReader.SRC -> row.src().isEmpty() ? row.values().get(column) : row.src();
            case TableReader.DST -> row.dst().isEmpty() ? row.values().get(column) : row.dst();
            default -> row.values().get(column);
        };
    }

    private static ColumnVector vector(EntityType type, String column, List<EntityRow> rows) {
        ValueType valueType =
                type.property(column).map(property -> property.type()).orElse(new ValueType.Scalar(ScalarType.STRING));
        BitSet nulls = new BitSet();
        for (int i = 0; i < rows.size(); i++) {
            nulls.set(i, value(rows.get(i), column) == null);
        }
        if (valueType instanceof ValueType.Scalar(ScalarType scalar)) {
            switch (scalar) {
                case I32, DATE -> {
                    int[] values = new int[rows.size()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = value(rows.get(i), column) instanceof Integer n ? n : 0;
                    }
                    return new ColumnVector.Ints(values, nulls);
                }
                case I64, U32, U64, DATE_TIME -> {
                    long[] values = new long[rows.size()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = value(rows.get(i), column) instanceof Long n ? n : 0;
                    }
                    return new ColumnVector.Longs(values, nulls);
                }
                case F32 -> {
                    float[] values = new float[rows.size()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = value(rows.get(i), column) instanceof Float n ? n : 0;
                    }
                    return new ColumnVector.Floats(values, nulls);
                }
                case F64 -> {
                    double[] values = new double[rows.size()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = value(rows.get(i), column) instanceof Double n ? n : 0;
                    }
                    return new ColumnVector.Doubles(values, nulls);
                }
                case BOOL -> {
                    boolean[] values = new boolean[rows.size()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = value(rows.get(i), column) instanceof Boolean b && b;
                    }
                    return new ColumnVector.Booleans(values, nulls);
                }
                case STRING, BLOB -> {
                    // As every other type: boxed, below.
                }
            }
        }
        @Nullable Object[] values = new @Nullable Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(rows.get(i), column);
        }
        return new ColumnVector.Objects(values);
    }
}
