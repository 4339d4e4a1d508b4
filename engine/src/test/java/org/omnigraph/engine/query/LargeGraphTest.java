package org.omnigraph.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.omnigraph.catalog.schema.AcceptedSchema;
import org.omnigraph.engine.api.EntityKind;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.table.BatchSink;
import org.omnigraph.engine.table.ColumnBatch;
import org.omnigraph.engine.table.ColumnVector;
import org.omnigraph.engine.table.GraphAccess;
import org.omnigraph.engine.table.GraphSnapshot;
import org.omnigraph.engine.table.GraphWriter;
import org.omnigraph.engine.table.RowFilter;
import org.omnigraph.engine.table.TableReader;
import org.omnigraph.engine.table.TableRef;

/// 100,000 nodes and a million edges: the answers are right and nothing is quadratic. No time is asserted.
class LargeGraphTest {
    private static final int NODES = 100_000;
    private static final int EDGES = 1_000_000;

    @Test
    void twoHops_millionEdges_equalsSetsOfNeighbours() {
        int[] from = new int[EDGES];
        int[] to = new int[EDGES];
        Random random = new Random(7);
        for (int i = 0; i < EDGES; i++) {
            from[i] = random.nextInt(NODES);
            to[i] = random.nextInt(NODES);
        }
        Generated graph = new Generated(from, to);
        GqlRunner runner = Queries.runner();
        int start = from[0];
        Set<Integer> near = new HashSet<>();
        Set<Integer> far = new HashSet<>();
        for (int i = 0; i < EDGES; i++) {
            if (from[i] == start) {
                near.add(to[i]);
            }
        }
        for (int i = 0; i < EDGES; i++) {
            if (near.contains(from[i])) {
                far.add(to[i]);
            }
        }
        far.removeAll(near);
        far.remove(start);
        String twoHops = "query q() { match { $a: P { name: \"" + name(start)
                + "\" } $a k{2,2} $b } return { count($b) as n } }";
        assertThat(Queries.rows(runner.query(graph, twoHops, "", Queries.object("{}"), ReadTarget.MAIN)))
                .containsExactly("{\"n\":" + far.size() + "}");

        // All pairs at one hop, counted, and the ten nodes with the most distinct targets.
        Set<Long> pairs = new HashSet<>();
        for (int i = 0; i < EDGES; i++) {
            pairs.add((long) from[i] * NODES + to[i]);
        }
        assertThat(Queries.rows(runner.query(
                        graph,
                        "query q() { match { $a k $b } return { count($b) as n } }",
                        "",
                        Queries.object("{}"),
                        ReadTarget.MAIN)))
                .containsExactly("{\"n\":" + pairs.size() + "}");
        int[] degrees = new int[NODES];
        pairs.forEach(pair -> degrees[(int) (pair / NODES)]++);
        List<Integer> expected = java.util.stream.IntStream.range(0, NODES)
                .boxed()
                .sorted((a, b) -> degrees[a] != degrees[b] ? degrees[b] - degrees[a] : name(a).compareTo(name(b)))
                .limit(10)
                .toList();
        assertThat(Queries.rows(runner.query(
                        graph,
                        "query q() { match { $a k $b } return { $a, count($b) as n } order { n desc } limit 10 }",
                        "",
                        Queries.object("{}"),
                        ReadTarget.MAIN)))
                .isEqualTo(expected.stream()
                        .map(node -> "{\"a\":{\"id\":\"" + name(node) + "\",\"name\":\"" + name(node) + "\"},\"n\":"
                                + degrees[node] + "}")
                        .toList());
    }

    private static String name(int node) {
        return "n" + node;
    }

    /// A graph that is read from arrays, in batches of a size that storage would give.
    private static final class Generated implements GraphAccess, TableReader {
        private static final int BATCH_ROWS = 5000;

        private final MemoryGraph schema = new MemoryGraph("node P { name: String @key } edge K: P -> P");
        private final int[] from;
        private final int[] to;

        Generated(int[] from, int[] to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public String graphId() {
            return "generated";
        }

        @Override
        public GraphSnapshot snapshot(ReadTarget target) {
            GraphSnapshot empty = schema.snapshot(target);
            java.util.TreeMap<String, TableRef> tables = new java.util.TreeMap<>();
            tables.put("node.P", new TableRef(EntityKind.NODE, "P", "nodes", "nodes/metadata/0", 0, 0, NODES));
            tables.put("edge.K", new TableRef(EntityKind.EDGE, "K", "edges", "edges/metadata/0", 0, 0, EDGES));
            return new GraphSnapshot(empty.commit(), AcceptedSchema.initial(schema.model()), tables);
        }

        @Override
        public TableReader reader() {
            return this;
        }

        @Override
        public GraphWriter writer() {
            throw new UnsupportedOperationException("read only");
        }

        @Override
        public void scan(TableRef table, List<String> columns, RowFilter filter, BatchSink sink) {
            for (int begin = 0; begin < table.rows(); begin += BATCH_ROWS) {
                int first = begin;
                int rows = (int) Math.min(BATCH_ROWS, table.rows() - begin);
                List<ColumnVector> vectors = columns.stream()
                        .map(column -> vector(column, first, rows))
                        .toList();
                sink.accept(new ColumnBatch(rows, vectors));
            }
        }

        private ColumnVector vector(String column, int begin, int rows) {
            Object[] values = new Object[rows];
            for (int i = 0; i < rows; i++) {
                values[i] = name(
                        switch (column) {
                            case TableReader.SRC -> from[begin + i];
                            case TableReader.DST -> to[begin + i];
                            default -> begin + i;
                        });
            }
            return new ColumnVector.Objects(values);
        }
    }
}
