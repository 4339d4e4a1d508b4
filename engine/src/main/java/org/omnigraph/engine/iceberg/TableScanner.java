package org.omnigraph.engine.iceberg;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.InclusiveMetricsEvaluator;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.schema.ValueType;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.iceberg.TablePlan.PlannedFile;
import org.omnigraph.engine.table.BatchSink;
import org.omnigraph.engine.table.ColumnBatch;
import org.omnigraph.engine.table.Damage;
import org.omnigraph.engine.table.RowFilter;
import org.omnigraph.engine.table.TableReader;
import org.omnigraph.engine.table.TableRef;
import org.omnigraph.engine.work.Hold;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.StoreException;

/// Streams rows out of data files, leaving out those that a later file removed.
final class TableScanner {
    private static final int PLANS_CACHED_MAX = 500;

    /// With more values a filter is not handed to Iceberg: comparing them all with each file costs more than it
    /// saves.
    private static final int PUSHED_VALUES_MAX = 2_000;

    private final MetadataStore metadataStore;
    private final Cache<String, TablePlan> plans =
            Caffeine.newBuilder().maximumSize(PLANS_CACHED_MAX).build();

    TableScanner(MetadataStore metadataStore) {
        this.metadataStore = metadataStore;
    }

    /// The plan of a table version, if it is at hand.
    @Nullable
    TablePlan known(String metadataKey) {
        return plans.getIfPresent(metadataKey);
    }

    void remember(String metadataKey, TablePlan plan) {
        plans.put(metadataKey, plan);
    }

    void forget(String metadataKey) {
        plans.invalidate(metadataKey);
    }

    /// See [TableReader#scan].
    void scan(TableRef table, List<String> columns, RowFilter filter, BatchSink sink) {
        Sink guarded = new Sink(sink);
        try {
            TablePlan plan = plan(table);
            if (!plan.dataFiles().isEmpty()) {
                try (Hold memory = Hold.ofCurrent()) {
                    new Scan(plan, metadataStore.io(table), columns, filter, guarded, memory).run();
                }
            }
        } catch (StoreException | GraphException e) {
            throw e;
        } catch (RuntimeException e) {
            if (guarded.failed) {
                throw e;
            }
            RuntimeException cause = StoreCauses.of(e);
            throw cause instanceof StoreException ? cause : unreadable(table, e);
        }
    }

    /// Which files make up the table.
    TablePlan plan(TableRef table) {
        return plans.get(table.metadataKey(), key -> TablePlan.of(metadataStore, table));
    }

    /// Code of Iceberg, Avro and Parquet has many words for bytes that it does not understand.
    private StoreException unreadable(TableRef table, RuntimeException e) {
        return Damage.of(
                metadataStore.location(new ObjectKey(table.metadataKey())),
                table.tableName(),
                "",
                "names one that cannot be read: " + e,
                e);
    }

    /// Tells what whoever takes the rows throws from what reading them throws.
    private static final class Sink implements BatchSink {
        private final BatchSink target;
        private boolean failed;

        Sink(BatchSink target) {
            this.target = target;
        }

        @Override
        public boolean accept(ColumnBatch batch) {
            failed = true;
            boolean more = target.accept(batch);
            failed = false;
            return more;
        }
    }

    private static final class Scan {
        private final TablePlan plan;
        private final FileIO io;
        private final BatchSink sink;
        private final Schema projection;
        private final int[] positions;
        private final BatchBuilder batch;
        private final Expression pushed;
        private final @Nullable InclusiveMetricsEvaluator mayHold;
        private final Set<String> wanted;
        private final int filterPosition;
        private final int idPosition;
        private final Map<String, Long> removals;

        Scan(TablePlan plan, FileIO io, List<String> columns, RowFilter filter, BatchSink sink, Hold memory) {
            this.plan = plan;
            this.io = io;
            this.sink = sink;
            this.removals = plan.removals(io);
            Set<String> read = new LinkedHashSet<>(columns);
            if (!removals.isEmpty()) {
                read.add(TableReader.ID);
            }
            if (filter instanceof RowFilter.In(String column, List<String> values)) {
                read.add(column);
                this.wanted = new HashSet<>(values);
                this.pushed = values.size() <= PUSHED_VALUES_MAX && !values.isEmpty()
                        ? Expressions.in(column, values.toArray())
                        : Expressions.alwaysTrue();
            } else {
                this.wanted = Set.of();
                this.pushed = Expressions.alwaysTrue();
            }
            if (read.isEmpty()) {
                read.add(TableReader.ID);
            }
            for (String column : read) {
                if (plan.schema().findField(column) == null) {
                    throw new IllegalArgumentException("table has no column " + column);
                }
            }
            this.projection = plan.schema().select(read);
            Map<String, Integer> byName = new HashMap<>();
            for (int i = 0; i < projection.columns().size(); i++) {
                byName.put(projection.columns().get(i).name(), i);
            }
            this.positions = new int[columns.size()];
            List<ValueType> types = new ArrayList<>();
            for (int i = 0; i < positions.length; i++) {
                positions[i] = byName.getOrDefault(columns.get(i), -1);
                types.add(TableColumns.valueType(projection.columns().get(positions[i])));
            }
            this.batch = new BatchBuilder(types, memory);
            this.filterPosition = filter instanceof RowFilter.In(String column, List<String> _)
                    ? byName.getOrDefault(column, -1)
                    : -1;
            this.idPosition = byName.getOrDefault(TableReader.ID, -1);
            this.mayHold = pushed.op() == Expression.Operation.TRUE
                    ? null
                    : new InclusiveMetricsEvaluator(plan.schema(), pushed);
        }

        void run() {
            if (filterPosition >= 0 && wanted.isEmpty()) {
                return;
            }
            for (PlannedFile<DataFile> file : plan.dataFiles()) {
                if ((mayHold == null || mayHold.eval(file.file())) && !read(file)) {
                    return;
                }
            }
            if (!batch.isEmpty()) {
                sink.accept(batch.take());
            }
        }

        private boolean read(PlannedFile<DataFile> file) {
            long sequence = file.sequence();
            try (Hold memory = Hold.ofCurrent()) {
                memory.add(FileWeight.reading(file.file(), projection.columns().size()));
                return read(file, sequence);
            }
        }

        private boolean read(PlannedFile<DataFile> file, long sequence) {
            try (CloseableIterable<StructLike> rows =
                    ParquetRows.read(io.newInputFile(file.file()), projection, pushed)) {
                for (StructLike row : rows) {
                    if (isWanted(row, sequence) && !take(row)) {
                        return false;
                    }
                }
            } catch (IOException e) {
                throw new RuntimeIOException(e);
            }
            return true;
        }

        private boolean isWanted(StructLike row, long sequence) {
            if (filterPosition >= 0) {
                CharSequence value = row.get(filterPosition, CharSequence.class);
                if (value == null || !wanted.contains(value.toString())) {
                    return false;
                }
            }
            if (removals.isEmpty()) {
                return true;
            }
            Long removed = removals.get(row.get(idPosition, CharSequence.class).toString());
            return removed == null || removed <= sequence;
        }

        private boolean take(StructLike row) {
            for (int i = 0; i < positions.length; i++) {
                batch.set(i, row.get(positions[i], Object.class));
            }
            batch.endRow();
            return !batch.isFull() || sink.accept(batch.take());
        }
    }
}
