package org.omnigraph.engine.image;

import java.util.List;

/// Remembers for each id on which line it stood last. Used by one thread.
public final class LastLines {
    private final FingerprintTable lines;
    private final Fingerprint.Maker fingerprints = new Fingerprint.Maker();

    public LastLines(SpillSpace spill) {
        this.lines = new FingerprintTable(spill);
    }

    public void put(String table, String id, long line) {
        lines.first(lines.slot(fingerprints.of(List.of(table, id))), line);
    }

    /// Whether the id stood on no later line than this.
    public boolean isLast(String table, String id, long line) {
        long slot = lines.find(fingerprints.of(List.of(table, id)));
        return slot == FingerprintTable.ABSENT || lines.first(slot) == line;
    }
}
