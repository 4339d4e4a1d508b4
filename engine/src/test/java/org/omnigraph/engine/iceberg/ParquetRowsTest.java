package org.omnigraph.engine.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.SplittableRandom;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.inmemory.InMemoryInputFile;
import org.apache.iceberg.inmemory.InMemoryOutputFile;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

/// A large file is compared with its digest once per process; from then on the checksums of its pages are all
/// there is.
class ParquetRowsTest {
    private static final Schema SCHEMA = new Schema(Types.NestedField.required(1, "n", Types.LongType.get()));
    private static final int ROWS = 5_000;

    @Test
    void rows_ofAWholeFile_areAllRead() throws IOException {
        assertThat(read(written())).isEqualTo(ROWS);
    }

    /// The values are stored as they are, so that without checksums a flipped bit is another value and no error.
    @Test
    void rows_ofAFlippedBit_areRefused() throws IOException {
        byte[] bytes = written();
        bytes[bytes.length / 2] ^= 4;
        assertThatThrownBy(() -> read(bytes)).hasMessageContaining("CRC");
    }

    private static byte[] written() throws IOException {
        InMemoryOutputFile out = new InMemoryOutputFile();
        SplittableRandom random = new SplittableRandom(13);
        try (FileAppender<StructLike> appender = HadoopDefaults.unread(() -> Parquet.write(out)
                .schema(SCHEMA)
                .named("t")
                .set(TableProperties.PARQUET_COMPRESSION, "uncompressed")
                .createWriterFunc((schema, type) -> InternalWriter.<StructLike>createWriter(schema, type))
                .build())) {
            for (int i = 0; i < ROWS; i++) {
                GenericRecord row = GenericRecord.create(SCHEMA);
                row.set(0, random.nextLong());
                appender.add(row);
            }
        }
        return out.toByteArray();
    }

    private static int read(byte[] bytes) throws IOException {
        int rows = 0;
        try (CloseableIterable<StructLike> read =
                ParquetRows.read(new InMemoryInputFile(bytes), SCHEMA, Expressions.alwaysTrue())) {
            for (StructLike row : read) {
                rows += row.size();
            }
        }
        return rows;
    }
}
