package org.omnigraph.engine.image;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A list that is only appended to and read from the start: a number and some texts an entry. Long lists, and such of
/// long texts, lie on disk.
/// Used by one thread.
public final class SpillList implements Closeable {
    private static final int HEAP_ENTRIES_MAX = 4_096;
    private static final long HEAP_CHARS_MAX = 1 << 20;

    /// One entry.
    public record Entry(long number, List<String> texts) {}

    private final SpillSpace spill;
    private final List<Entry> recent = new ArrayList<>();
    private @Nullable FileChannel file;
    private @Nullable DataOutputStream out;
    private long size;
    private long recentChars;

    public SpillList(SpillSpace spill) {
        this.spill = spill;
        spill.use(this);
    }

    public void add(long number, List<String> texts) {
        recent.add(new Entry(number, List.copyOf(texts)));
        size++;
        texts.forEach(text -> recentChars += text.length());
        if (recent.size() >= HEAP_ENTRIES_MAX || recentChars >= HEAP_CHARS_MAX) {
            writeOut();
        }
    }

    public long size() {
        return size;
    }

    /// Calls `each` for every entry in order.
    public void forEach(Consumer<Entry> each) {
        if (file != null && out != null) {
            try {
                out.flush();
                long end = file.position();
                file.position(0);
                read(file, each);
                file.position(end);
            } catch (IOException e) {
                throw spill.failed(e);
            }
        }
        recent.forEach(each);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    private void writeOut() {
        try {
            if (out == null) {
                file = spill.newFile();
                out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16));
            }
            for (Entry entry : recent) {
                out.writeLong(entry.number());
                out.writeInt(entry.texts().size());
                for (String text : entry.texts()) {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    out.writeInt(bytes.length);
                    out.write(bytes);
                }
            }
            recent.clear();
            recentChars = 0;
        } catch (IOException e) {
            throw spill.failed(e);
        }
    }

    /// Leaves the file open: it has no name to open it by again.
    private static void read(FileChannel file, Consumer<Entry> each) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(file), 1 << 16));
        while (true) {
            long number;
            try {
                number = in.readLong();
            } catch (EOFException e) {
                return;
            }
            int count = in.readInt();
            List<String> texts = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                byte[] bytes = new byte[in.readInt()];
                in.readFully(bytes);
                texts.add(new String(bytes, StandardCharsets.UTF_8));
            }
            each.accept(new Entry(number, texts));
        }
    }
}
