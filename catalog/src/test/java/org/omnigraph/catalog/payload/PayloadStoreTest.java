package org.omnigraph.catalog.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.Report;

class PayloadStoreTest {
    private static final ResourceAddress QUERY = new ResourceAddress.Query(new GraphId("knowledge"), "who_knows");
    private static final ResourceAddress POLICY = new ResourceAddress.Policy("base");
    private static final byte[] BYTES = "query who_knows() {}".getBytes(StandardCharsets.UTF_8);
    private static final ContentDigest DIGEST = ContentDigest.of(BYTES);

    private final MemoryObjectStore store = new MemoryObjectStore();
    private final PayloadStore payloads = new PayloadStore(store, new KeyPrefix("__cluster/"));

    @Test
    void key_isTheLayoutOfTheContract() {
        assertThat(payloads.key(QUERY, DIGEST))
                .contains(new ObjectKey("__cluster/resources/query/knowledge/who_knows/" + DIGEST.hex() + ".gq"));
        assertThat(payloads.key(POLICY, DIGEST))
                .contains(new ObjectKey("__cluster/resources/policy/base/" + DIGEST.hex() + ".yaml"));
        assertThat(payloads.key(new ResourceAddress.Schema(new GraphId("knowledge")), DIGEST))
                .isEmpty();
    }

    @Test
    void write_thenRead_givesTheBytes() {
        assertThat(payloads.write(QUERY, BYTES)).isInstanceOf(PayloadWrite.Written.class);
        assertThat(payloads.read(QUERY, DIGEST))
                .isInstanceOfSatisfying(
                        PayloadReading.Found.class,
                        found -> assertThat(found.bytes()).isEqualTo(BYTES));
    }

    @Test
    void write_sameBytesAgain_writesNothing() {
        ObjectKey key = payloads.write(POLICY, BYTES).key();
        Object version = store.get(key, 100).orElseThrow().token();
        payloads.write(POLICY, BYTES);
        assertThat(store.get(key, 100).orElseThrow().token()).isEqualTo(version);
    }

    @Test
    void read_anyBitFlipped_isNamed() {
        ObjectKey key = payloads.write(QUERY, BYTES).key();
        for (int bit = 0; bit < BYTES.length * Byte.SIZE; bit++) {
            byte[] flipped = BYTES.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            store.put(key, flipped);
            assertThat(payloads.read(QUERY, DIGEST))
                    .isEqualTo(new PayloadReading.Mismatch(key, ContentDigest.of(flipped)));
        }
        Report.count("bit flips of a payload", BYTES.length * Byte.SIZE + " tried, all named");
    }

    @Test
    void write_overADamagedBlob_replacesIt() {
        ObjectKey key = payloads.key(QUERY, DIGEST).orElseThrow();
        store.put(key, new byte[] {1});
        assertThat(payloads.read(QUERY, DIGEST))
                .isEqualTo(new PayloadReading.Mismatch(key, ContentDigest.of(new byte[] {1})));
        assertThat(payloads.write(QUERY, BYTES)).isEqualTo(new PayloadWrite.Written(key));
        assertThat(payloads.read(QUERY, DIGEST)).isInstanceOf(PayloadReading.Found.class);
    }

    @Test
    void read_absent_isMissing() {
        assertThat(payloads.read(QUERY, DIGEST))
                .isEqualTo(
                        new PayloadReading.Missing(payloads.key(QUERY, DIGEST).orElseThrow()));
    }

    @Test
    void read_tooLargeABlob_isAReadErrorAndWriteReplacesIt() {
        ObjectKey key = payloads.key(QUERY, DIGEST).orElseThrow();
        store.put(key, new byte[(int) PayloadStore.PAYLOAD_BYTES_MAX + 1]);
        assertThat(payloads.read(QUERY, DIGEST))
                .isInstanceOfSatisfying(
                        PayloadReading.ReadError.class,
                        error -> assertThat(error.reason()).startsWith("store_object_too_large"));
        assertThat(payloads.write(QUERY, BYTES)).isEqualTo(new PayloadWrite.Written(key));
    }

    @Test
    void write_schema_isABug() {
        assertThatThrownBy(() -> payloads.write(new ResourceAddress.Schema(new GraphId("g")), BYTES))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
