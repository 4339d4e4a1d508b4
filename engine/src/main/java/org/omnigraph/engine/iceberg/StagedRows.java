package org.omnigraph.engine.iceberg;

import java.util.List;
import org.apache.iceberg.DataFile;
import org.omnigraph.engine.table.StoredFile;

/// Data files that were written for a graph commit that is being prepared.
///
/// @param stored what is to be recorded of the files
public record StagedRows(List<DataFile> files, long rows, List<StoredFile> stored) {
    public static final StagedRows NONE = new StagedRows(List.of(), 0, List.of());

    public StagedRows {
        files = List.copyOf(files);
        stored = List.copyOf(stored);
    }
}
