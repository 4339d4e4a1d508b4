package org.omnigraph.engine.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.omnigraph.catalog.schema.EdgeType;
import org.omnigraph.engine.table.EntityRow;

/// The endpoints that new edges refer to: first gathered, then looked up, then reported.
final class References {
    /// Up to so many ids of a type are looked up by name; more by reading all ids.
    private static final int NAMED_MAX = 1_000;

    private final SpillSpace spill;
    private final SpillList edges;
    private final SortedMap<String, EdgeType> edgeTypes = new TreeMap<>();
    private final SortedMap<String, Wanted> wanted = new TreeMap<>();
    private final Fingerprint.Maker fingerprints = new Fingerprint.Maker();

    /// The nodes of one type that are referred to.
    private static final class Wanted {
        final FingerprintTable ids;
        final List<String> names = new ArrayList<>();

        Wanted(FingerprintTable ids) {
            this.ids = ids;
        }
    }

    /// Gives the ids of the base's nodes of a type that stay; if `only` is not empty, no others are wanted.
    interface NodeSource {
        void scan(String nodeType, List<String> only, Consumer<Fingerprint> each);
    }

    References(SpillSpace spill) {
        this.spill = spill;
        this.edges = new SpillList(spill);
    }

    void add(EdgeType edge, EntityRow row, long line, Fingerprint.Maker maker) {
        edgeTypes.put(edge.name(), edge);
        edges.add(line, List.of(edge.name(), row.src(), row.dst()));
        want(edge.from(), row.src(), maker);
        want(edge.to(), row.dst(), maker);
    }

    void resolve(NodeSource nodes) {
        wanted.forEach((nodeType, want) -> {
            want.ids.forEach(slot -> want.ids.first(slot, 0));
            List<String> only = want.ids.size() == want.names.size() ? want.names : List.of();
            nodes.scan(nodeType, only, id -> {
                long slot = want.ids.find(id);
                if (slot != FingerprintTable.ABSENT) {
                    want.ids.first(slot, 1);
                }
            });
        });
    }

    /// Reports each edge whose endpoint is neither found nor part of the write.
    void report(BiPredicate<String, Fingerprint> isLoaded, ProblemLog problems) {
        edges.forEach(entry -> {
            EdgeType edge = edgeTypes.get(entry.texts().get(0));
            if (edge == null) {
                return;
            }
            check(entry.number(), "from", edge, edge.from(), entry.texts().get(1), isLoaded, problems);
            check(entry.number(), "to", edge, edge.to(), entry.texts().get(2), isLoaded, problems);
        });
    }

    /// The ids behind some sources' fingerprints, for messages; found in one pass, and only those of new edges.
    Map<Fingerprint, String> sources(EdgeType edge, Set<Fingerprint> wantedSources, Fingerprint.Maker maker) {
        Map<Fingerprint, String> names = new HashMap<>();
        if (!wantedSources.isEmpty()) {
            edges.forEach(entry -> {
                if (names.size() < wantedSources.size() && entry.texts().get(0).equals(edge.name())) {
                    Fingerprint source = maker.of(entry.texts().get(1));
                    if (wantedSources.contains(source)) {
                        names.put(source, entry.texts().get(1));
                    }
                }
            });
        }
        return names;
    }

    private void check(
            long line,
            String end,
            EdgeType edge,
            String nodeType,
            String id,
            BiPredicate<String, Fingerprint> isLoaded,
            ProblemLog problems) {
        Fingerprint fingerprint = fingerprints.of(id);
        Wanted want = wanted.get(nodeType);
        long slot = want == null ? FingerprintTable.ABSENT : want.ids.find(fingerprint);
        boolean found = want != null && slot != FingerprintTable.ABSENT && want.ids.first(slot) == 1;
        if (!found && !isLoaded.test(nodeType, fingerprint)) {
            problems.add(
                    line,
                    "dangling_endpoint",
                    "`" + end + "` of " + edge.name() + ": there is no " + nodeType + " `" + id + "`");
        }
    }

    private void want(String nodeType, String id, Fingerprint.Maker maker) {
        Wanted want = wanted.computeIfAbsent(nodeType, _ -> new Wanted(new FingerprintTable(spill)));
        long before = want.ids.size();
        want.ids.slot(maker.of(id));
        if (want.ids.size() > before && want.names.size() <= NAMED_MAX) {
            want.names.add(id);
        }
    }
}
