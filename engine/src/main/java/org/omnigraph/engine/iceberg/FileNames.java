package org.omnigraph.engine.iceberg;

import org.omnigraph.state.ids.IdSource;

/// Names of new files of one table: each is unique, and none is ever written twice.
record FileNames(String tableLocation, IdSource ids) {
    String dataFile() {
        return tableLocation + "/data/" + ids.next() + ".parquet";
    }

    String deleteFile() {
        return tableLocation + "/data/" + ids.next() + "-deletes.parquet";
    }
}
