package org.omnigraph.state.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small file of settings outside every store. It may be reached over links; what is no regular file is not opened:
/// a pipe would block, a device never end.
public final class RegularFile {
    private RegularFile() {}

    /// The whole content.
    ///
    /// @param maxBytes a longer file is refused while it is read
    /// @throws IOException saying why, if it is not there, no regular file, too long, or cannot be read
    public static byte[] read(Path file, int maxBytes) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new IOException("it is larger than " + maxBytes + " bytes");
            }
            return bytes;
        }
    }
}
