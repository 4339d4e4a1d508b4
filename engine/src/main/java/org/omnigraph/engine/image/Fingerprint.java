package org.omnigraph.engine.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.omnigraph.state.digest.Sha256;

/// Half a SHA-256 of one or several strings: stands for them wherever only equality counts. Two different ones meet
/// by accident once in 2^64 rows, and nobody can make them meet on purpose.
record Fingerprint(long high, long low) {

    /// Makes fingerprints; not safe for use by several threads.
    static final class Maker {
        private final MessageDigest digest = Sha256.newDigest();
        private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);

        Fingerprint of(String text) {
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            return finish();
        }

        /// Of several texts in order; different from that of their concatenation.
        Fingerprint of(List<String> texts) {
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                digest.update(length.clear().putInt(bytes.length).flip());
                digest.update(bytes);
            }
            return finish();
        }

        private Fingerprint finish() {
            ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
            long high = bytes.getLong();
            // All zeros means an empty slot in the tables.
            return new Fingerprint(high == 0 ? 1 : high, bytes.getLong());
        }
    }
}
