package org.omnigraph.engine.iceberg;

import java.util.List;
import org.apache.iceberg.DataFile;

/// Data files that were written for a graph commit that is being prepared.
public record StagedRows(List<DataFile> files, long rows) {
    public static final StagedRows NONE = new StagedRows(List.of(), 0);

    public StagedRows {
        files = List.copyOf(files);
    }
}
