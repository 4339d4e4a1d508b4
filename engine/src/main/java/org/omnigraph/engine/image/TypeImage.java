package org.omnigraph.engine.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnigraph.catalog.schema.Constraint;
import org.omnigraph.catalog.schema.EdgeType;
import org.omnigraph.catalog.schema.EntityType;

/// What a write does to one type, as fingerprints.
final class TypeImage {
    /// Set on an id that the write adds or replaces.
    static final long LOADED = 1;
    /// Set on an id whose line is bad: edges may refer to it without another problem.
    static final long BROKEN = 2;
    /// Set on an id that the write removes.
    static final long DELETED = 4;
    /// Set on a loaded id that must not exist.
    static final long STRICT = 8;

    /// Up to so many ids are also kept as text, so that a look-up can leave files unopened.
    static final int NAMED_IDS_MAX = 1_000;

    private final EntityType type;
    private final boolean overwritten;
    private final FingerprintTable ids;
    private final Map<List<String>, FingerprintTable> uniques = new LinkedHashMap<>();
    private final FingerprintTable sources;
    private SpillList removed;
    private final List<String> namedIds = new ArrayList<>();
    private boolean hasDeletes;
    private long rows;

    TypeImage(EntityType type, boolean overwritten, SpillSpace spill) {
        this.type = type;
        this.overwritten = overwritten;
        this.ids = new FingerprintTable(spill);
        this.sources = new FingerprintTable(spill);
        this.removed = new SpillList(spill);
        for (Constraint constraint : type.constraints()) {
            if (constraint instanceof Constraint.Unique(List<String> properties)) {
                uniques.put(properties, new FingerprintTable(spill));
            }
        }
    }

    EntityType type() {
        return type;
    }

    boolean overwritten() {
        return overwritten;
    }

    /// By fingerprint of the id: the line and the flags.
    FingerprintTable ids() {
        return ids;
    }

    /// By the members of a uniqueness constraint: by fingerprint of the tuple the line.
    Map<List<String>, FingerprintTable> uniques() {
        return uniques;
    }

    /// By fingerprint of a touched source: how many edges leave it (see [#edgesLeaving]), and the last line that
    /// touches it.
    FingerprintTable sources() {
        return sources;
    }

    /// Ids of rows of the base that are replaced or removed.
    SpillList removed() {
        return removed;
    }

    /// The ids in [#ids] as text, if they are few.
    List<String> namedIds() {
        return namedIds;
    }

    boolean hasAllNames() {
        return ids.size() == namedIds.size();
    }

    boolean hasDeletes() {
        return hasDeletes;
    }

    /// New edges count in the low half of a source's first number, edges of the base that stay in the high half.
    static final long BASE_EDGE = 1L << 32;

    static long edgesLeaving(long counts) {
        return (counts & (BASE_EDGE - 1)) + (counts >>> 32);
    }

    /// Makes ready for the comparison with another base.
    void forgetBase(SpillSpace spill) {
        if (removed.size() > 0) {
            removed = new SpillList(spill);
        }
        sources.forEach(slot -> sources.first(slot, sources.first(slot) & (BASE_EDGE - 1)));
    }

    long rows() {
        return rows;
    }

    void countRow() {
        rows++;
    }

    boolean countsSources() {
        return type instanceof EdgeType edge && !edge.cardinality().equals(EdgeType.Cardinality.ANY);
    }

    boolean has(Fingerprint id, long flags) {
        long slot = ids.find(id);
        return slot != FingerprintTable.ABSENT && (ids.second(slot) & flags) != 0;
    }

    void mark(Fingerprint id, String name, long line, long flags) {
        long before = ids.size();
        long slot = ids.slot(id);
        if (ids.size() > before && namedIds.size() < NAMED_IDS_MAX) {
            namedIds.add(name);
        }
        ids.first(slot, line);
        ids.second(slot, ids.second(slot) | flags);
        hasDeletes |= (flags & DELETED) != 0;
    }
}
