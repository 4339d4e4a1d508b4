package org.omnigraph.engine.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.schema.EdgeType;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.catalog.value.NodeIds;
import org.omnigraph.engine.api.EntityKind;
import org.omnigraph.engine.table.EntityRow;
import org.omnigraph.engine.table.GraphSnapshot;
import org.omnigraph.engine.table.TableReader;

/// Checks a write against the schema, row by row as the rows come, and then, in [#finish], against what stays of the
/// base (schema-language.md §11, steps 2 to 5). Used by one thread.
///
/// Memory: 32 bytes in a [FingerprintTable] for each id that is given or derived, each value of a uniqueness
/// constraint, each referenced node and each source under `@card`; beyond 4 MiB a table lies in a temporary file.
public final class ImageCheck {

    /// How a row's id came to be, which decides what may be at its place.
    public enum IdRule {
        /// Fresh: nobody has it.
        FRESH,
        /// Must not exist in the base, nor twice in the write.
        INSERT,
        /// May exist in the base, but not twice in the write.
        UPSERT
    }

    private final SchemaModel schema;
    private final TableReader reader;
    private final SpillSpace spill;
    private final ProblemLog problems;
    private final boolean overwrites;
    private final Fingerprint.Maker fingerprints = new Fingerprint.Maker();
    private final SortedMap<String, TypeImage> types = new TreeMap<>();
    private final SortedMap<String, RowRules> rules = new TreeMap<>();
    private final References references;

    /// @param overwrites whether the base's rows of every type that the write names go
    public ImageCheck(
            SchemaModel schema, TableReader reader, SpillSpace spill, ProblemLog problems, boolean overwrites) {
        this.schema = schema;
        this.reader = reader;
        this.spill = spill;
        this.problems = problems;
        this.overwrites = overwrites;
        this.references = new References(spill);
    }

    /// Takes a row that will be in the image. Reports what can be told from the write alone.
    ///
    /// @param line for problems; 0 if there is none
    /// @return whether the row is good so far and shall be written
    public boolean add(EntityType type, EntityRow row, long line, IdRule idRule) {
        TypeImage image = image(type);
        Fingerprint id = fingerprints.of(row.id());
        if (!rules.computeIfAbsent(type.tableName(), _ -> new RowRules(type)).check(line, row.values(), problems)) {
            image.mark(id, row.id(), line, TypeImage.BROKEN);
            return false;
        }
        if (idRule != IdRule.FRESH) {
            long slot = image.ids().find(id);
            if (slot != FingerprintTable.ABSENT && (image.ids().second(slot) & TypeImage.LOADED) != 0) {
                problems.add(
                        line,
                        "duplicate_id",
                        type.name() + " `" + row.id() + "` stands twice"
                                + (line == 0
                                        ? ""
                                        : ", first on line " + image.ids().first(slot)));
                return false;
            }
            image.mark(id, row.id(), line, TypeImage.LOADED | (idRule == IdRule.INSERT ? TypeImage.STRICT : 0));
        }
        if (!checkUnique(image, row, line)) {
            return false;
        }
        if (type instanceof EdgeType edge) {
            references.add(edge, row, line, fingerprints);
            if (image.countsSources()) {
                long slot = image.sources().slot(fingerprints.of(row.src()));
                image.sources().first(slot, image.sources().first(slot) + 1);
                image.sources().second(slot, line);
            }
        }
        image.countRow();
        return true;
    }

    /// A line that names this id but is bad: edges that refer to it get no problem of their own.
    public void addBroken(EntityType type, String id, long line) {
        image(type).mark(fingerprints.of(id), id, line, TypeImage.BROKEN);
    }

    /// Removes a row of the base, if it is there.
    public void delete(EntityType type, String id) {
        image(type).mark(fingerprints.of(id), id, 0, TypeImage.DELETED);
    }

    /// Checks against the rows of the base that stay. Call after all rows, and again for another base of the same
    /// schema.
    public void finish(GraphSnapshot base) {
        for (TypeImage image : types.values()) {
            image.forgetBase(spill);
            new BaseCheck(base, reader, fingerprints, problems, image).run();
        }
        for (EdgeType edge : schema.edges().values()) {
            checkKeptEdges(base, edge);
        }
        references.resolve((nodeType, only, each) -> baseNodes(base, nodeType, only, each));
        references.report(this::isLoaded, problems);
        for (TypeImage image : types.values()) {
            if (image.type() instanceof EdgeType edge && image.countsSources()) {
                checkCardinality(edge, image);
            }
        }
    }

    /// Ids of rows of the base that the write replaces or removes; complete after [#finish].
    public SpillList removed(EntityType type) {
        return image(type).removed();
    }

    /// Rows taken, by table.
    public SortedMap<String, Long> rows() {
        SortedMap<String, Long> rows = new TreeMap<>();
        types.forEach((name, image) -> {
            if (image.rows() > 0) {
                rows.put(name, image.rows());
            }
        });
        return rows;
    }

    private TypeImage image(EntityType type) {
        return types.computeIfAbsent(type.tableName(), _ -> new TypeImage(type, overwrites, spill));
    }

    private boolean checkUnique(TypeImage image, EntityRow row, long line) {
        boolean good = true;
        for (Map.Entry<List<String>, FingerprintTable> unique : image.uniques().entrySet()) {
            Fingerprint tuple = tuple(image.type(), unique.getKey(), row);
            if (tuple == null) {
                continue;
            }
            long before = unique.getValue().size();
            long slot = unique.getValue().slot(tuple);
            if (unique.getValue().size() == before) {
                problems.add(
                        line,
                        "unique_violation",
                        "another " + image.type().name() + " has the same " + String.join(", ", unique.getKey())
                                + (line == 0
                                        ? ""
                                        : ", on line " + unique.getValue().first(slot)));
                good = false;
            } else {
                unique.getValue().first(slot, line);
            }
        }
        return good;
    }

    /// The fingerprint of the members' values, or null if one is absent.
    private @Nullable Fingerprint tuple(EntityType type, List<String> members, EntityRow row) {
        List<String> texts = new ArrayList<>(members.size());
        for (String member : members) {
            switch (member) {
                case TableReader.SRC -> texts.add(row.src());
                case TableReader.DST -> texts.add(row.dst());
                default -> {
                    Object value = row.values().get(member);
                    Property property = type.property(member).orElseThrow();
                    if (value == null) {
                        return null;
                    }
                    texts.add(NodeIds.canonical(property.type(), value));
                }
            }
        }
        return fingerprints.of(texts);
    }

    private boolean isLoaded(String nodeType, Fingerprint id) {
        TypeImage image = types.get("node." + nodeType);
        return image != null && image.has(id, TypeImage.LOADED | TypeImage.BROKEN);
    }

    /// Gives the ids of the nodes of the base that stay.
    private void baseNodes(GraphSnapshot base, String nodeType, List<String> only, Consumer<Fingerprint> each) {
        TypeImage image = types.get("node." + nodeType);
        if (image != null && image.overwritten()) {
            return;
        }
        BaseRows.scanIds(base, reader, EntityKind.NODE, nodeType, only, id -> {
            Fingerprint fingerprint = fingerprints.of(id);
            if (image == null || !image.has(fingerprint, TypeImage.DELETED)) {
                each.accept(fingerprint);
            }
        });
    }

    /// Edges that stay although a node that they touch goes.
    private void checkKeptEdges(GraphSnapshot base, EdgeType edge) {
        TypeImage from = leaving(edge.from());
        TypeImage to = leaving(edge.to());
        TypeImage image = types.get(edge.tableName());
        if ((from == null && to == null) || (image != null && image.overwritten())) {
            return;
        }
        BaseRows.scanEdges(base, reader, edge, (id, src, dst) -> {
            if (image != null && image.has(fingerprints.of(id), TypeImage.DELETED | TypeImage.LOADED)) {
                return;
            }
            if (from != null && isGone(from, src)) {
                problems.add(0, "dangling_endpoint", kept(edge, id, edge.from(), src));
            }
            if (to != null && isGone(to, dst)) {
                problems.add(0, "dangling_endpoint", kept(edge, id, edge.to(), dst));
            }
        });
    }

    private static String kept(EdgeType edge, String id, String nodeType, String node) {
        return edge.name() + " `" + id + "` stays, but its " + nodeType + " `" + node + "` goes";
    }

    private @Nullable TypeImage leaving(String nodeType) {
        TypeImage image = types.get("node." + nodeType);
        return image != null && (image.overwritten() || image.hasDeletes()) ? image : null;
    }

    private boolean isGone(TypeImage image, String id) {
        Fingerprint fingerprint = fingerprints.of(id);
        return image.overwritten()
                ? !image.has(fingerprint, TypeImage.LOADED | TypeImage.BROKEN)
                : image.has(fingerprint, TypeImage.DELETED);
    }

    private void checkCardinality(EdgeType edge, TypeImage image) {
        EdgeType.Cardinality cardinality = edge.cardinality();
        TypeImage from = leaving(edge.from());
        FingerprintTable sources = image.sources();
        SmallestLines bad = new SmallestLines(ProblemLog.KEPT_MAX);
        sources.forEach(slot -> {
            long count = TypeImage.edgesLeaving(sources.first(slot));
            if (count > cardinality.max() || (count < cardinality.min() && !isSourceGone(from, sources.key(slot)))) {
                bad.add(sources.second(slot), sources.key(slot), count);
            }
        });
        Map<Fingerprint, String> names = references.sources(edge, bad.keys(), fingerprints);
        String max = cardinality.max() == EdgeType.Cardinality.UNBOUNDED ? "" : "" + cardinality.max();
        for (SmallestLines.Entry entry : bad.entries()) {
            problems.add(
                    entry.line(),
                    "card_violation",
                    entry.count() + " " + edge.name() + " would leave " + edge.from() + " `"
                            + names.getOrDefault(entry.key(), "…") + "`; the schema says " + cardinality.min() + ".."
                            + max);
        }
        problems.addUnnamed(bad.total() - bad.entries().size());
    }

    private static boolean isSourceGone(@Nullable TypeImage from, Fingerprint id) {
        return from != null && (from.overwritten() ? !from.has(id, TypeImage.LOADED) : from.has(id, TypeImage.DELETED));
    }
}
