package org.omnigraph.engine.iceberg;

import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.parquet.InternalReader;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.mapping.NameMapping;
import org.apache.iceberg.parquet.ParquetReader;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;

/// Opens Parquet files as Iceberg's own builder does, and has the checksum of every page compared, which that builder
/// offers no way to ask for. The pages carry them because Iceberg's writer leaves Parquet's default on.
final class ParquetRows {
    private ParquetRows() {}

    /// Rows of these columns; the object that is handed out is used again for the next row.
    ///
    /// @param filter leaves out groups of rows of which none can match; not single rows
    static CloseableIterable<StructLike> read(InputFile file, Schema columns, Expression filter) {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .usePageChecksumVerification(true)
                .withUseHadoopVectoredIo(true)
                .build();
        return new ParquetReader<>(
                file,
                columns,
                options,
                schema -> InternalReader.create(columns, schema),
                NameMapping.empty(),
                filter,
                true,
                true);
    }
}
