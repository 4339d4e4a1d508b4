package org.omnigraph.state.store;

/// Random access to one immutable object (a data file). Not safe for use by several threads at once.
public interface ObjectReader extends AutoCloseable {
    /// The object's length in bytes.
    long size();

    /// Reads up to `length` bytes from `position` into `target` at `offset`; returns how many were read, -1 at the
    /// end.
    ///
    /// @throws StoreException if the store fails
    int read(long position, byte[] target, int offset, int length);

    /// Reads from `position` until `length` bytes are in the front of `target` or the object ends; returns how many
    /// were read.
    ///
    /// @throws StoreException if the store fails
    default int readFully(long position, byte[] target, int length) {
        int done = 0;
        while (done < length) {
            int count = read(position + done, target, done, length - done);
            if (count <= 0) {
                break;
            }
            done += count;
        }
        return done;
    }

    @Override
    void close();
}
