package org.omnigraph.engine.iceberg;

import org.omnigraph.state.ids.IdSource;

/// Names of new files of one table: each is unique, and none is ever written twice.
record FileNames(String tableLocation, IdSource ids) {
    /// Ends the names of files with rows.
    static final String ROWS_SUFFIX = ".parquet";

    String dataFile() {
        return tableLocation + "/data/" + ids.next() + ROWS_SUFFIX;
    }

    String deleteFile() {
        return tableLocation + "/data/" + ids.next() + "-deletes" + ROWS_SUFFIX;
    }
}
