package org.omnigraph.server.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;

/// The open connections, and what each waits for: one that has no request for longer than patience lasts is closed,
/// also if it keeps sending bytes of a head that never ends. The library's own idle time-out starts anew with each
/// byte. Safe for many threads.
final class Connections implements Connection.Listener {
    private static final class State {
        private int requests;
        private long waitsSinceNanos = System.nanoTime();
    }

    private final Map<Connection, State> open = new ConcurrentHashMap<>();
    private final long patienceNanos;

    Connections(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    @Override
    public void onOpened(Connection connection) {
        if (!(connection instanceof SslConnection)) {
            open.put(connection, new State());
        }
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    /// A request of this connection has its head.
    void began(Connection connection) {
        State state = open.get(connection);
        if (state != null) {
            synchronized (state) {
                state.requests++;
            }
        }
    }

    /// A request of this connection is answered.
    void ended(Connection connection) {
        State state = open.get(connection);
        if (state != null) {
            synchronized (state) {
                state.requests--;
                state.waitsSinceNanos = System.nanoTime();
            }
        }
    }

    int count() {
        return open.size();
    }

    /// Closes what has waited too long.
    void sweep() {
        closeWaiting(patienceNanos);
    }

    /// Closes what only waits, or has sent a part of a head: the library would answer that with 500 when it stops.
    void closeIdle() {
        closeWaiting(-1);
    }

    private void closeWaiting(long longerThanNanos) {
        long now = System.nanoTime();
        open.forEach((connection, state) -> {
            boolean late;
            synchronized (state) {
                late = state.requests == 0 && now - state.waitsSinceNanos > longerThanNanos;
            }
            if (late) {
                connection.getEndPoint().close();
            }
        });
    }
}
