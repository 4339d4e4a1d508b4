package org.omnigraph.engine.iceberg;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableProperties;
import org.omnigraph.engine.table.TableReader;

/// What every graph table is made with.
final class TableDefaults {
    private TableDefaults() {}

    /// Properties kept in the table. Garbage collection by other engines is forbidden: files are shared between graph
    /// commits that Iceberg does not know of.
    /// Statistics of data files hold nearly whole values of `id`, `src`, `dst`: they decide what a look-up opens.
    static Map<String, String> properties(Schema schema) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(TableProperties.GC_ENABLED, "false");
        properties.put(TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "1");
        properties.put(TableProperties.PARQUET_COMPRESSION, "zstd");
        properties.put(TableProperties.UPDATE_MODE, "merge-on-read");
        properties.put(TableProperties.DELETE_MODE, "merge-on-read");
        properties.put(TableProperties.MERGE_MODE, "merge-on-read");
        for (String column : List.of(TableReader.ID, TableReader.SRC, TableReader.DST)) {
            if (schema.findField(column) != null) {
                properties.put(TableProperties.METRICS_MODE_COLUMN_CONF_PREFIX + column, "truncate(64)");
            }
        }
        return properties;
    }
}
