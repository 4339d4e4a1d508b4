package org.omnigraph.engine.image;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;
import org.omnigraph.catalog.value.NodeIds;
import org.omnigraph.engine.api.EntityKind;
import org.omnigraph.engine.table.ColumnBatch;
import org.omnigraph.engine.table.GraphSnapshot;
import org.omnigraph.engine.table.RowFilter;
import org.omnigraph.engine.table.TableReader;
import org.omnigraph.engine.table.TableRef;

/// Compares one type's part of a write with the rows of the base: which ids exist, which unique values are taken, how
/// many edges leave the touched sources.
final class BaseCheck {
    private static final ValueType STRING = new ValueType.Scalar(ScalarType.STRING);

    private final TableReader reader;
    private final Fingerprint.Maker fingerprints;
    private final ProblemLog problems;
    private final TypeImage image;
    private final TableRef table;
    private final List<String> columns;

    BaseCheck(
            GraphSnapshot base,
            TableReader reader,
            Fingerprint.Maker fingerprints,
            ProblemLog problems,
            TypeImage image) {
        this.reader = reader;
        this.fingerprints = fingerprints;
        this.problems = problems;
        this.image = image;
        EntityType type = image.type();
        this.table = base.table(type instanceof NodeType ? EntityKind.NODE : EntityKind.EDGE, type.name());
        LinkedHashSet<String> needed = new LinkedHashSet<>();
        needed.add(TableReader.ID);
        image.uniques().forEach((members, values) -> {
            if (values.size() > 0) {
                needed.addAll(members);
            }
        });
        if (image.countsSources()) {
            needed.add(TableReader.SRC);
        }
        this.columns = List.copyOf(needed);
    }

    void run() {
        if (table.rows() == 0) {
            return;
        }
        if (image.overwritten()) {
            if (image.countsSources()) {
                scan(RowFilter.ALL, this::touchSource);
            }
            return;
        }
        boolean idsOnly = columns.size() == 1;
        if (image.ids().size() > 0 || !idsOnly) {
            boolean few = idsOnly && image.hasAllNames();
            scan(few ? RowFilter.ids(image.namedIds()) : RowFilter.ALL, this::compare);
        }
        if (image.countsSources() && image.sources().size() > 0) {
            scan(RowFilter.ALL, this::countEdge);
        }
    }

    private interface RowSink {
        void row(ColumnBatch batch, int row);
    }

    private void scan(RowFilter filter, RowSink sink) {
        reader.scan(table, columns, filter, batch -> {
            for (int row = 0; row < batch.rows(); row++) {
                sink.row(batch, row);
            }
            return true;
        });
    }

    private void compare(ColumnBatch batch, int row) {
        String id = BaseRows.text(batch, 0, row);
        long slot = image.ids().find(fingerprints.of(id));
        long flags = slot == FingerprintTable.ABSENT ? 0 : image.ids().second(slot);
        if ((flags & TypeImage.STRICT) != 0) {
            problems.add(image.ids().first(slot), "key_conflict", image.type().name() + " `" + id + "` exists already");
            return;
        }
        if ((flags & (TypeImage.LOADED | TypeImage.DELETED)) != 0) {
            image.removed().add(0, List.of(id));
            if (image.countsSources()) {
                touchSource(batch, row);
            }
            return;
        }
        for (Map.Entry<List<String>, FingerprintTable> unique : image.uniques().entrySet()) {
            if (unique.getValue().size() > 0) {
                compareUnique(unique.getKey(), unique.getValue(), id, batch, row);
            }
        }
    }

    private void compareUnique(List<String> members, FingerprintTable values, String id, ColumnBatch batch, int row) {
        List<String> texts = new ArrayList<>(members.size());
        for (String member : members) {
            Object value = batch.column(columns.indexOf(member)).value(row);
            if (value == null) {
                return;
            }
            texts.add(NodeIds.canonical(memberType(member), value));
        }
        long slot = values.find(fingerprints.of(texts));
        if (slot != FingerprintTable.ABSENT) {
            problems.add(
                    values.first(slot),
                    "unique_violation",
                    image.type().name() + " `" + id + "` has the same " + String.join(", ", members));
        }
    }

    private ValueType memberType(String member) {
        return image.type().property(member).map(property -> property.type()).orElse(STRING);
    }

    private void touchSource(ColumnBatch batch, int row) {
        String src = BaseRows.text(batch, columns.indexOf(TableReader.SRC), row);
        FingerprintTable sources = image.sources();
        long before = sources.size();
        long slot = sources.slot(fingerprints.of(src));
        if (sources.size() > before) {
            sources.second(slot, lineOf(batch, row));
        }
    }

    private long lineOf(ColumnBatch batch, int row) {
        long slot = image.ids().find(fingerprints.of(BaseRows.text(batch, 0, row)));
        return slot == FingerprintTable.ABSENT ? 0 : image.ids().first(slot);
    }

    private void countEdge(ColumnBatch batch, int row) {
        if (image.has(fingerprints.of(BaseRows.text(batch, 0, row)), TypeImage.LOADED | TypeImage.DELETED)) {
            return;
        }
        long slot = image.sources().find(fingerprints.of(BaseRows.text(batch, columns.indexOf(TableReader.SRC), row)));
        if (slot != FingerprintTable.ABSENT) {
            image.sources().first(slot, image.sources().first(slot) + TypeImage.BASE_EDGE);
        }
    }
}
