package org.omnigraph.engine.work;

import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// How much of a [MemoryPool] may be held by what clients send, bodies of requests and buffers of writes together:
/// half of it. Such memory is held for as long as the client takes; without this, clients that stop in the middle
/// would keep what queries need. Never waits: who gives something back is a client, and may be long. Safe for use by
/// many threads.
public final class Intake {
    private static final int SHARE = 2;

    private final long bytesMax;
    private long used;

    Intake(long capacityBytes) {
        this.bytesMax = capacityBytes / SHARE;
    }

    /// What one body or one write holds. Used by one thread.
    public final class Part implements AutoCloseable {
        private final Hold memory;

        private Part(Hold memory) {
            this.memory = memory;
        }

        /// Takes this much more. Whoever is alone may take whatever there is.
        ///
        /// @throws GraphException with `Busy` if others hold too much, or as [Reservation#grow]
        public void add(long bytes) {
            take(bytes, memory.bytes());
            try {
                memory.add(bytes);
            } catch (GraphException e) {
                give(bytes);
                throw e;
            }
        }

        /// Gives everything back. Later calls do nothing, unless it was used again.
        @Override
        public void close() {
            give(memory.bytes());
            memory.close();
        }
    }

    /// A part that is reserved from this account, too.
    Part part(Reservation account) {
        return new Part(new Hold(account));
    }

    private synchronized void take(long bytes, long mine) {
        if (used + bytes > bytesMax && used > mine) {
            throw new GraphException(
                    DiagnosticCode.TOO_BUSY,
                    "there is no memory now for what is sent: others hold " + used + " of the " + bytesMax
                            + " bytes that requests may send together; try again later, or raise "
                            + MemoryPool.VARIABLE,
                    new GraphFailure.Busy("memory", bytesMax, used + bytes, 1));
        }
        used += bytes;
    }

    private synchronized void give(long bytes) {
        used -= bytes;
    }
}
