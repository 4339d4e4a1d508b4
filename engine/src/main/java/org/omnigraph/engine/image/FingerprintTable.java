package org.omnigraph.engine.image;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.LongConsumer;
import org.omnigraph.engine.work.Hold;
import org.omnigraph.state.digest.HashKey;

/// A hash table from fingerprints to two numbers each, 32 bytes a slot. A slot follows from the fingerprint under a
/// secret: it has few bits, and texts whose fingerprints share those are quickly found. Up to 4 MiB it lies on the
/// heap, which is reserved, beyond that in a memory-mapped temporary file, so that the heap does not grow with it.
/// Used by one thread.
final class FingerprintTable implements Closeable {
    static final long ABSENT = -1;

    private static final int SLOT_LONGS = 4;
    private static final int FIRST_CAPACITY = 64;
    private static final long HEAP_BYTES_MAX = 4L << 20;
    private static final int RESERVE_BYTES = 1 << 20;

    private final SpillSpace spill;
    private final HashKey hashKey = HashKey.ofProcess();
    private final long[] words = new long[2];
    private final Hold memory = Hold.ofCurrent();
    private Arena arena = Arena.ofConfined();
    private MemorySegment slots;
    private long capacity = FIRST_CAPACITY;
    private long size;

    FingerprintTable(SpillSpace spill) {
        this.spill = spill;
        this.slots = MemorySegment.ofArray(new long[FIRST_CAPACITY * SLOT_LONGS]);
        spill.use(this);
    }

    long size() {
        return size;
    }

    /// The slot of a fingerprint, or [#ABSENT]. Slots stay valid until the next [#slot].
    long find(Fingerprint key) {
        long slot = probe(key);
        return at(slot, 0) == 0 ? ABSENT : slot;
    }

    boolean contains(Fingerprint key) {
        return find(key) != ABSENT;
    }

    /// The slot of a fingerprint, which is added with zeros if it is not there.
    long slot(Fingerprint key) {
        long slot = probe(key);
        if (at(slot, 0) != 0) {
            return slot;
        }
        if ((size + 1) * 3 > capacity * 2) {
            grow();
            slot = probe(key);
        }
        put(slot, 0, key.high());
        put(slot, 1, key.low());
        size++;
        return slot;
    }

    long first(long slot) {
        return at(slot, 2);
    }

    void first(long slot, long value) {
        put(slot, 2, value);
    }

    long second(long slot) {
        return at(slot, 3);
    }

    void second(long slot, long value) {
        put(slot, 3, value);
    }

    Fingerprint key(long slot) {
        return new Fingerprint(at(slot, 0), at(slot, 1));
    }

    /// Calls `each` for every used slot.
    void forEach(LongConsumer each) {
        for (long slot = 0; slot < capacity; slot++) {
            if (at(slot, 0) != 0) {
                each.accept(slot);
            }
        }
    }

    @Override
    public void close() {
        memory.close();
        arena.close();
    }

    private long probe(Fingerprint key) {
        long slot = home(key);
        while (true) {
            long high = at(slot, 0);
            if (high == 0 || (high == key.high() && at(slot, 1) == key.low())) {
                return slot;
            }
            slot = (slot + 1) & (capacity - 1);
        }
    }

    private long home(Fingerprint key) {
        words[0] = key.high();
        words[1] = key.low();
        return hashKey.hash(words, 0, words.length) & (capacity - 1);
    }

    /// How many slots are read to find every fingerprint once.
    long probes() {
        long[] probes = {0};
        forEach(slot -> probes[0] += 1 + ((slot - home(key(slot))) & (capacity - 1)));
        return probes[0];
    }

    private void grow() {
        MemorySegment old = slots;
        long oldCapacity = capacity;
        Arena oldArena = arena;
        arena = Arena.ofConfined();
        capacity = oldCapacity * 2;
        slots = allocate(capacity * SLOT_LONGS * Long.BYTES);
        for (long slot = 0; slot < oldCapacity; slot++) {
            long from = slot * SLOT_LONGS;
            long high = old.getAtIndex(ValueLayout.JAVA_LONG, from);
            if (high != 0) {
                long to = probe(new Fingerprint(high, old.getAtIndex(ValueLayout.JAVA_LONG, from + 1)));
                MemorySegment.copy(
                        old, from * Long.BYTES, slots, to * SLOT_LONGS * Long.BYTES, (long) SLOT_LONGS * Long.BYTES);
            }
        }
        oldArena.close();
        memory.atMost(slots.isMapped() ? 0 : slots.byteSize());
    }

    private MemorySegment allocate(long bytes) {
        if (bytes <= HEAP_BYTES_MAX) {
            memory.add(bytes);
            return MemorySegment.ofArray(new long[(int) (bytes / Long.BYTES)]);
        }
        try (FileChannel channel = spill.newFile()) {
            reserve(channel, bytes);
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
        } catch (IOException e) {
            throw spill.failed(e);
        }
    }

    /// Writes the file out, so that a full disk is an error here and not a fault at some later memory access.
    private static void reserve(FileChannel channel, long bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(RESERVE_BYTES);
        for (long done = 0; done < bytes; ) {
            done += channel.write(zeros.clear().limit((int) Math.min(RESERVE_BYTES, bytes - done)));
        }
    }

    private long at(long slot, int field) {
        return slots.getAtIndex(ValueLayout.JAVA_LONG, slot * SLOT_LONGS + field);
    }

    private void put(long slot, int field, long value) {
        slots.setAtIndex(ValueLayout.JAVA_LONG, slot * SLOT_LONGS + field, value);
    }
}
