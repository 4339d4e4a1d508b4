package org.omnigraph.state.store;

/// A large object in the making. It becomes visible, whole and durable, only by [#commit()]; closing without it
/// leaves nothing visible.
public interface ObjectWriter extends AutoCloseable {
    /// Appends bytes.
    ///
    /// @throws StoreException if the store fails
    void write(byte[] bytes, int offset, int length);

    /// How many bytes were written so far.
    long position();

    /// Makes the object visible under its key, replacing nothing: data files have unique names.
    ///
    /// @throws StoreException if the store fails; the object may then be visible, but nobody refers to it
    void commit();

    /// Releases everything; abandons the object if [#commit()] was not called.
    @Override
    void close();
}
