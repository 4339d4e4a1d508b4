package org.omnigraph.engine.query.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.omnigraph.catalog.schema.EdgeType;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.engine.api.EntityKind;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.index.TextIndex;
import org.omnigraph.engine.query.budget.QueryBudget;
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
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// One commit of a graph as a query sees it: columns, ids and adjacency, each built when first asked for, from no
/// other columns of the tables than it needs, and shared through the [ViewCache]. A view keeps what it was given, so
/// that an eviction never disturbs a running query. Used by one thread; the parts themselves are immutable.
public final class GraphView {
    private final GraphSnapshot snapshot;
    private final TableReader reader;
    private final ViewCache cache;
    private final QueryBudget budget;
    private final Map<ViewCache.Key, Object> held = new HashMap<>();
    private long heldBytes;

    public GraphView(GraphSnapshot snapshot, TableReader reader, ViewCache cache, QueryBudget budget) {
        this.snapshot = snapshot;
        this.reader = reader;
        this.cache = cache;
        this.budget = budget;
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
        return part(new ViewCache.Key(table.version(), "ids"), IdIndex.class, () -> {
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
        List<Property> missing = new ArrayList<>();
        List<ViewCache.Claim> claims = new ArrayList<>();
        for (Property property : properties) {
            ViewCache.Key key = columnKey(table, property);
            if (held.containsKey(key)) {
                continue;
            }
            ViewCache.Claim claim = cache.claim(key);
            if (claim.owned()) {
                missing.add(property);
                claims.add(claim);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        try {
            List<Column> columns = readColumns(type, missing);
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                claims.get(i).future().complete(new ViewCache.Part(column, column.bytes()));
                hold(columnKey(table, missing.get(i)), new ViewCache.Part(column, column.bytes()));
            }
        } finally {
            // After a failure, whoever waits for these parts must build them; on success this does nothing.
            claims.forEach(claim -> claim.future().cancel(false));
        }
    }

    /// The values of one property.
    public Column column(EntityType type, Property property) {
        return part(columnKey(table(type), property), Column.class, () -> {
            Column column = readColumns(type, List.of(property)).getFirst();
            return new ViewCache.Part(column, column.bytes());
        });
    }

    /// The analysed text of one String property of a node type.
    public TextIndex text(NodeType type, Property property, TextIndex.Form form) {
        ViewCache.Key key = new ViewCache.Key(table(type).version(), "text." + form + "." + property.name());
        return part(key, TextIndex.class, () -> {
            TextIndex index = TextIndex.build((Column.Texts) column(type, property), form);
            return new ViewCache.Part(index, index.bytes());
        });
    }

    private List<Column> readColumns(EntityType type, List<Property> properties) {
        StringTable ids = switch (type) {
            case NodeType node -> nodeIds(node).ids();
            case EdgeType edge -> edges(edge).ids();
        };
        List<ColumnFiller> fillers = properties.stream()
                .map(property -> ColumnFiller.of(property.type(), ids.size()))
                .toList();
        List<String> names = new ArrayList<>();
        names.add(TableReader.ID);
        properties.forEach(property -> names.add(property.name()));
        scan(table(type), names, batch -> {
            int[] rows = new int[batch.rows()];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = ids.find(text(batch.column(0), i));
            }
            for (int p = 0; p < fillers.size(); p++) {
                ColumnVector vector = batch.column(p + 1);
                for (int i = 0; i < rows.length; i++) {
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

    private void scan(TableRef table, List<String> columns, java.util.function.Consumer<ColumnBatch> sink) {
        // Even packed, a row takes some bytes; a table that cannot fit is refused before it is read.
        ColumnLimits.checkRows(table.rows(), table.tableName());
        refuseAbove(table.rows() * 8, table.tableName());
        reader.scan(table, columns, RowFilter.ALL, batch -> {
            budget.checkTime();
            sink.accept(batch);
            return true;
        });
    }

    private <T> T part(ViewCache.Key key, Class<T> type, Supplier<ViewCache.Part> build) {
        Object known = held.get(key);
        if (known != null) {
            return type.cast(known);
        }
        ViewCache.Claim claim = cache.claim(key);
        ViewCache.Part part;
        if (claim.owned()) {
            try {
                part = build.get();
                claim.future().complete(part);
            } catch (RuntimeException | Error e) {
                claim.future().cancel(false);
                throw e;
            }
        } else {
            try {
                part = claim.future().join();
            } catch (CancellationException e) {
                // The query that was building it failed for reasons of its own; build it for ourselves.
                part = build.get();
            }
        }
        hold(key, part);
        return type.cast(part.value());
    }

    private void hold(ViewCache.Key key, ViewCache.Part part) {
        heldBytes += part.bytes();
        refuseAbove(heldBytes, key.what());
        held.put(key, part.value());
    }

    private void refuseAbove(long bytes, String what) {
        if (bytes > cache.capacityBytes()) {
            throw new GraphException(
                    DiagnosticCode.BUDGET_EXCEEDED,
                    "what this query needs of the graph (" + what + ") does not fit into the engine's memory of "
                            + cache.capacityBytes()
                            + " bytes; raise OMNIGRAPH_ENGINE_MEMORY, or read the graph's Iceberg tables with a"
                            + " distributed engine",
                    new GraphFailure.ResourceLimit("engine_memory", cache.capacityBytes(), bytes));
        }
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
        return new ViewCache.Key(table.version(), "column." + property.name());
    }

    private static ViewCache.Key edgeKey(TableRef table, IdIndex sources, IdIndex targets, String what) {
        return new ViewCache.Key(table.version() + " " + sources.digest() + " " + targets.digest(), what);
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
        private int[] sources;
        private int[] targets;
        private int count;

        EdgeEnds(TableRef table, IdIndex sourceIds, IdIndex targetIds) {
            this.table = table;
            this.sourceIds = sourceIds.ids();
            this.targetIds = targetIds.ids();
            int expected = (int) Math.min(table.rows(), Integer.MAX_VALUE - 8);
            this.sources = new int[Math.max(16, expected)];
            this.targets = new int[Math.max(16, expected)];
        }

        void add(ColumnVector src, ColumnVector dst, int at) {
            if (count == sources.length) {
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
