package org.omnigraph.engine.query.view;

import org.omnigraph.engine.query.column.StringTable;

/// The ids of one table in order of code point: an id's index is the row of its node in every column, so comparing
/// rows compares ids.
///
/// @param digest over the ids: what was built from two tables' rows fits both if their digests agree
public record IdIndex(StringTable ids, String digest) {
    static IdIndex of(StringTable ids) {
        return new IdIndex(ids, ids.digest());
    }

    public int rows() {
        return ids.size();
    }

    public long bytes() {
        return 160 + ids.bytes();
    }
}
