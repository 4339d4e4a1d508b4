package org.omnigraph.engine.iceberg;

import java.util.List;
import org.apache.iceberg.DataFile;

/// How much memory it takes to have a data file open.
final class FileWeight {
    /// Pages are written with at most this much in them, and each column has one open, with its dictionary.
    private static final long COLUMN_BYTES = 2L << 20;

    /// How much larger than in the file the pages of a group of rows may be in memory, all together. Beyond this they
    /// would have to be all alike, and then a dictionary keeps them small.
    private static final int UNPACKED_FACTOR = 8;

    private FileWeight() {}

    /// For reading rows of some columns: the largest group of rows as it is stored, and its open pages.
    static long reading(DataFile file, int columns) {
        long group = largestGroup(file);
        return group + Math.min(columns * COLUMN_BYTES, UNPACKED_FACTOR * group);
    }

    private static long largestGroup(DataFile file) {
        List<Long> starts = file.splitOffsets();
        if (starts == null || starts.isEmpty()) {
            return file.fileSizeInBytes();
        }
        long largest = 0;
        for (int i = 0; i < starts.size(); i++) {
            long end = i + 1 < starts.size() ? starts.get(i + 1) : file.fileSizeInBytes();
            largest = Math.max(largest, end - starts.get(i));
        }
        return largest;
    }
}
