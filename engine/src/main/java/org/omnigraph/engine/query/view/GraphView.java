package org.omnigraph.engine.query.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.omnigraph.catalog.schema.EdgeType;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.engine.api.EntityKind;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.index.TextIndex;
import org.omnigraph.engine.query.column.Column;
import org.omnigraph.engine.query.column.ColumnFiller;
import org.omnigraph.engine.query.column.ColumnLimits;
import org.omnigraph.engine.query.column.StringTable;
import org.omnigraph.engine.query.column.StringTableBuilder;
import org.omnigraph.engine.table.ColumnBatch;
import org.omnigraph.engine.table.ColumnVector;
import org.omnigraph.engine.table.GraphSnapshot;
import org.omnigraph.engine.table.RowFilter;
import org.omnigraph.engine.table.TableReader;
import org.omnigraph.engine.table.TableRef;
import org.omnigraph.engine.work.WorkScope;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// One commit of a graph as a query sees it: columns, ids and adjacency, each built when first asked for, from no
/// other columns of the tables than it needs, and shared through the [ViewCache]. A view keeps what it was given, so
/// that an eviction never disturbs a running query, until it is closed. Used by one thread; the parts themselves are
/// immutable.
public final class GraphView implements AutoCloseable {
    private final GraphSnapshot snapshot;
    private final TableReader reader;
    private final ViewCache cache;
    private final Map<ViewCache.Key, ViewCache.Entry> held = new HashMap<>();

    public GraphView(GraphSnapshot snapshot, TableReader reader, ViewCache cache) {
        this.snapshot = snapshot;
        this.reader = reader;
        this.cache = cache;
    }

    public GraphSnapshot snapshot() {
        return snapshot;
    }

    /// How many nodes or edges of this type there are, without reading any.
    public long rows(EntityType type) {
        return table(type).rows();
    }

    /// The ids of a node type; the row of an id is its index.
    public IdIndex nodeIds(NodeType type) {
        TableRef table = table(type);
        return part(key(table, table.version(), "ids"), IdIndex.class, () -> {
            IdIndex ids = IdIndex.of(readIds(table));
            return new ViewCache.Part(ids, ids.bytes());
        });
    }

    /// Who is joined to whom by edges of this type.
    public Adjacency adjacency(EdgeType type) {
        TableRef table = table(type);
        IdIndex sources = nodeIds(node(type.from()));
        IdIndex targets = nodeIds(node(type.to()));
        return part(edgeKey(table, sources, targets, "adjacency"), Adjacency.class, () -> {
            EdgeEnds ends = new EdgeEnds(table, sources, targets);
            scan(table, List.of(TableReader.SRC, TableReader.DST), batch -> {
                for (int i = 0; i < batch.rows(); i++) {
                    ends.add(batch.column(0), batch.column(1), i);
                }
            });
            Adjacency adjacency = Adjacency.of(
                    ends.sources, ends.targets, ends.count, sources.rows(), targets.rows(), type.isSelfEdge());
            return new ViewCache.Part(adjacency, adjacency.bytes());
        });
    }

    /// The edges of this type one by one.
    public EdgeTable edges(EdgeType type) {
        TableRef table = table(type);
        IdIndex sources = nodeIds(node(type.from()));
        IdIndex targets = nodeIds(node(type.to()));
        return part(edgeKey(table, sources, targets, "edges"), EdgeTable.class, () -> {
            EdgeEnds ends = new EdgeEnds(table, sources, targets);
            StringTableBuilder texts = new StringTableBuilder();
            scan(table, List.of(TableReader.ID, TableReader.SRC, TableReader.DST), batch -> {
                for (int i = 0; i < batch.rows(); i++) {
                    texts.add(text(batch.column(0), i));
                    ends.add(batch.column(1), batch.column(2), i);
                }
            });
            StringTableBuilder.Built ids = texts.build();
            WorkScope.current().memory().grow(8L * ends.count);
            int[] from = new int[ends.count];
            int[] to = new int[ends.count];
            for (int i = 0; i < ends.count; i++) {
                from[ids.index(i)] = ends.sources[i];
                to[ids.index(i)] = ends.targets[i];
            }
            EdgeTable edges = new EdgeTable(ids.table(), from, to, sources.rows(), targets.rows());
            return new ViewCache.Part(edges, edges.bytes());
        });
    }

    /// Reads what is missing of these properties in one pass, so that the calls of [#column] that follow find them.
    public void prepare(EntityType type, List<Property> properties) {
        TableRef table = table(type);
        List<ViewCache.Key> keys = new ArrayList<>();
        Map<ViewCache.Key, Property> byKey = new HashMap<>();
        for (Property property : properties) {
            ViewCache.Key key = columnKey(table, property);
            if (!held.containsKey(key)) {
                keys.add(key);
                byKey.put(key, property);
            }
        }
        if (keys.isEmpty()) {
            return;
        }
        StringTable ids = ids(type);
        List<ViewCache.Entry> entries = cache.acquire(
                keys,
                missing -> readColumns(
                                type, ids, missing.stream().map(byKey::get).toList())
                        .stream()
                        .map(column -> new ViewCache.Part(column, column.bytes()))
                        .toList());
        for (int i = 0; i < keys.size(); i++) {
            held.put(keys.get(i), entries.get(i));
        }
    }

    /// The values of one property.
    public Column column(EntityType type, Property property) {
        ViewCache.Key key = columnKey(table(type), property);
        ViewCache.Entry known = held.get(key);
        if (known != null) {
            return (Column) known.value();
        }
        StringTable ids = ids(type);
        return part(key, Column.class, () -> {
            Column column = readColumns(type, ids, List.of(property)).getFirst();
            return new ViewCache.Part(column, column.bytes());
        });
    }

    /// The analysed text of one String property of a node type.
    public TextIndex text(NodeType type, Property property, TextIndex.Form form) {
        TableRef table = table(type);
        Column.Texts column = (Column.Texts) column(type, property);
        ViewCache.Key key = key(table, table.version(), "text." + form + "." + property.name());
        return part(key, TextIndex.class, () -> {
            TextIndex index = TextIndex.build(column, form);
            return new ViewCache.Part(index, index.bytes());
        });
    }

    /// Lets go of all parts: they may be evicted from now on.
    @Override
    public void close() {
        cache.release(held.values());
        held.clear();
    }

    private StringTable ids(EntityType type) {
        return switch (type) {
            case NodeType node -> nodeIds(node).ids();
            case EdgeType edge -> edges(edge).ids();
        };
    }

    private List<Column> readColumns(EntityType type, StringTable ids, List<Property> properties) {
        List<ColumnFiller> fillers = properties.stream()
                .map(property -> ColumnFiller.of(property.type(), ids.size()))
                .toList();
        WorkScope scope = WorkScope.current();
        List<String> names = new ArrayList<>();
        names.add(TableReader.ID);
        properties.forEach(property -> names.add(property.name()));
        scan(table(type), names, batch -> {
            int[] rows = new int[batch.rows()];
            for (int i = 0; i < rows.length; i++) {
                scope.check();
                rows[i] = ids.find(text(batch.column(0), i));
            }
            for (int p = 0; p < fillers.size(); p++) {
                ColumnVector vector = batch.column(p + 1);
                for (int i = 0; i < rows.length; i++) {
                    scope.check();
                    fillers.get(p).put(rows[i], vector, i);
                }
            }
        });
        return fillers.stream().map(ColumnFiller::build).toList();
    }

    private StringTable readIds(TableRef table) {
        StringTableBuilder texts = new StringTableBuilder();
        scan(table, List.of(TableReader.ID), batch -> {
            for (int i = 0; i < batch.rows(); i++) {
                texts.add(text(batch.column(0), i));
            }
        });
        return texts.build().table();
    }

    private void scan(TableRef table, List<String> columns, Consumer<ColumnBatch> sink) {
        ColumnLimits.checkRows(table.rows(), table.tableName());
        WorkScope scope = WorkScope.current();
        reader.scan(table, columns, RowFilter.ALL, batch -> {
            scope.checkNow();
            sink.accept(batch);
            return true;
        });
    }

    private <T> T part(ViewCache.Key key, Class<T> type, Supplier<ViewCache.Part> build) {
        ViewCache.Entry entry = held.get(key);
        if (entry == null) {
            entry = cache.acquire(List.of(key), ViewCache.Builder.ofOne(build)).getFirst();
            held.put(key, entry);
        }
        return type.cast(entry.value());
    }

    private TableRef table(EntityType type) {
        return switch (type) {
            case NodeType node -> snapshot.table(EntityKind.NODE, node.name());
            case EdgeType edge -> snapshot.table(EntityKind.EDGE, edge.name());
        };
    }

    private NodeType node(String name) {
        return snapshot.schema().model().node(name).orElseThrow();
    }

    private static ViewCache.Key columnKey(TableRef table, Property property) {
        return key(table, table.version(), "column." + property.name());
    }

    private static ViewCache.Key edgeKey(TableRef table, IdIndex sources, IdIndex targets, String what) {
        return key(table, table.version() + " " + sources.digest() + " " + targets.digest(), what);
    }

    /// The folder of a table is the same for all its versions, and for no other table.
    private static ViewCache.Key key(TableRef table, String content, String what) {
        return new ViewCache.Key(TableRef.folder(table.metadataKey()), content, what);
    }

    private static String text(ColumnVector vector, int at) {
        Object value = vector.value(at);
        if (value == null) {
            throw new IllegalStateException("an id, src or dst is never null");
        }
        return (String) value;
    }

    /// Both ends of edges, as rows, in the order in which they were read.
    private static final class EdgeEnds {
        private final TableRef table;
        private final StringTable sourceIds;
        private final StringTable targetIds;
        private final WorkScope scope = WorkScope.current();
        private int[] sources;
        private int[] targets;
        private int count;

        EdgeEnds(TableRef table, IdIndex sourceIds, IdIndex targetIds) {
            this.table = table;
            this.sourceIds = sourceIds.ids();
            this.targetIds = targetIds.ids();
            int expected = (int) Math.min(table.rows(), Integer.MAX_VALUE - 8);
            scope.memory().grow(8L * Math.max(16, expected));
            this.sources = new int[Math.max(16, expected)];
            this.targets = new int[Math.max(16, expected)];
        }

        void add(ColumnVector src, ColumnVector dst, int at) {
            scope.check();
            if (count == sources.length) {
                scope.memory().grow(8L * (count + (count >> 1)));
                sources = Arrays.copyOf(sources, count + (count >> 1));
                targets = Arrays.copyOf(targets, count + (count >> 1));
            }
            sources[count] = row(sourceIds, text(src, at));
            targets[count] = row(targetIds, text(dst, at));
            count++;
        }

        private int row(StringTable ids, String id) {
            int row = ids.find(id);
            if (row == StringTable.ABSENT) {
                throw new GraphException(
                        DiagnosticCode.GRAPH_CORRUPT,
                        "table " + table.tableName() + " holds an edge whose end `" + id + "` does not exist",
                        new GraphFailure.NotOpenable("dangling edge in " + table.tableName()));
            }
            return row;
        }
    }
}
