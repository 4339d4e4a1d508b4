package org.omnigraph.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices clients of HTTP/1 that go away while they are being served: the library reads nothing from a connection
/// meanwhile, so it would hear of it only when it writes. A selector of our own sees that the stream has ended. That
/// may be a client that only has nothing more to send, so it is asked: an interim answer, which a living one ignores,
/// comes back as a reset from one that is gone.
final class GoneClients implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GoneClients.class);
    private static final long TICK_MILLIS = 25;
    private static final int LIVING_TICKS = 40;

    /// One request that is being served.
    interface Watched {
        /// Its connection; null if there is none to look at.
        @Nullable
        SocketChannel channel();

        /// Whether what there is to read is the end.
        boolean hasEnded();

        /// Asks a client whose stream has ended.
        ///
        /// @return false if the asking before this one failed, so that nobody is there
        boolean ask();

        /// Nobody is there.
        void gone();
    }

    private static final class Entry {
        private final Watched watched;
        private boolean isKnown;
        private int ticks;
        private int asked;
        private int pause;

        Entry(Watched watched) {
            this.watched = watched;
        }
    }

    private final Set<Entry> entries = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Selector selector;
    private final Thread thread;

    GoneClients() {
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.thread = Thread.ofPlatform().name("http-gone-clients").daemon().start(this::look);
    }

    /// Watches from now on.
    ///
    /// @return ends the watching
    Runnable watch(Watched watched) {
        Entry entry = new Entry(watched);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    private void look() {
        try {
            while (!closing.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    tick();
                } catch (IOException | RuntimeException e) {
                    LOG.atWarn().setCause(e).log("looking for clients that are gone failed");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() throws IOException {
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Entry entry && !entries.contains(entry)) {
                key.cancel();
            }
        }
        selector.selectedKeys().clear();
        selector.selectNow();
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.attachment() instanceof Entry entry && isGone(entry)) {
                entries.remove(entry);
                entry.watched.gone();
            }
        }
        for (Entry entry : entries) {
            // Most are answered within their first tick and cost nothing here.
            if (!entry.isKnown && entry.ticks++ > 0) {
                register(entry);
            }
        }
    }

    private void register(Entry entry) {
        SocketChannel channel = entry.watched.channel();
        if (channel == null) {
            entries.remove(entry);
            return;
        }
        try {
            // While a request before this one on the same connection has its key still, the next tick comes.
            if (channel.keyFor(selector) == null) {
                channel.register(selector, SelectionKey.OP_READ, entry);
                entry.isKnown = true;
            }
        } catch (ClosedChannelException e) {
            entries.remove(entry);
            entry.watched.gone();
        }
    }

    /// There is something to read: the end, unless it is the next request.
    private static boolean isGone(Entry entry) {
        if (entry.pause > 0) {
            entry.pause--;
            return false;
        }
        if (!entry.watched.hasEnded()) {
            return false;
        }
        if (!entry.watched.ask()) {
            return true;
        }
        if (++entry.asked > 2) {
            entry.pause = LIVING_TICKS;
        }
        return false;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
