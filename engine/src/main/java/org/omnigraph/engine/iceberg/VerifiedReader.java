package org.omnigraph.engine.iceberg;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.omnigraph.engine.table.StoredFile;
import org.omnigraph.state.digest.Sha256;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectReader;
import org.omnigraph.state.store.ObjectStore;

/// Opens files so that what is read is what was written. A file that fits in memory is read whole and compared
/// with its digest each time; a larger one is read once through by each process before its first use, and then
/// by parts, whose pages carry checksums of their own. Safe for use by many threads.
final class VerifiedReader {
    /// Files up to this size are read whole: it costs one request, as any part of them would.
    static final int WHOLE_BYTES = 1 << 20;

    /// Manifests have no checksums of their own, so they are read whole each time.
    private static final long MANIFEST_BYTES_MAX = 256L << 20;

    private static final int REMEMBERED_MAX = 100_000;
    private static final int PIECE_BYTES = 1 << 20;

    private final ObjectStore store;
    private final Cache<String, Boolean> verified =
            Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).build();

    VerifiedReader(ObjectStore store) {
        this.store = store;
    }

    /// Opens a file.
    ///
    /// @param location as metadata calls it
    /// @param parts whether its parts carry checksums of their own
    StoreInputStream open(String location, ObjectKey key, FileCheck check, boolean parts) {
        Optional<StoredFile> expected = check.expected(key.value());
        ObjectReader reader = store.open(key).orElseThrow(() -> check.missing(location, key.value()));
        if (expected.isEmpty()) {
            return new StoreInputStream(reader);
        }
        try {
            if (reader.size() != expected.get().length()) {
                throw check.damage(
                        location,
                        key.value(),
                        "has " + reader.size() + " bytes instead of "
                                + expected.get().length());
            }
            boolean whole = reader.size() <= WHOLE_BYTES || (!parts && reader.size() <= MANIFEST_BYTES_MAX);
            if (whole) {
                byte[] bytes = new byte[(int) reader.size()];
                reader.readFully(0, bytes, bytes.length);
                compare(Sha256.hex(bytes), expected.get(), location, check);
                return new StoreInputStream(reader, bytes);
            }
            if (verified.getIfPresent(key.value()) == null) {
                compare(digest(reader), expected.get(), location, check);
                verified.put(key.value(), true);
            }
            return new StoreInputStream(reader);
        } catch (RuntimeException | Error e) {
            reader.close();
            throw e;
        }
    }

    private static void compare(String found, StoredFile expected, String location, FileCheck check) {
        if (!found.equals(expected.sha256())) {
            throw check.damage(
                    location,
                    expected.key(),
                    "is damaged: its SHA-256 is " + found + " instead of " + expected.sha256());
        }
    }

    private static String digest(ObjectReader reader) {
        MessageDigest digest = Sha256.newDigest();
        byte[] piece = new byte[PIECE_BYTES];
        long done = 0;
        while (done < reader.size()) {
            int count = reader.read(done, piece, 0, piece.length);
            if (count <= 0) {
                break;
            }
            digest.update(piece, 0, count);
            done += count;
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
