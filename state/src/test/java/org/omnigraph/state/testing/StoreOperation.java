package org.omnigraph.state.testing;

/// The operations of an object store, as the intercepting fixtures see them.
public enum StoreOperation {
    GET(false),
    PUT(true),
    PUT_IF_ABSENT(true),
    PUT_IF_MATCH(true),
    DELETE(true),
    DELETE_PREFIX(true),
    LIST(false),
    OPEN(false),
    READ(false),
    CREATE(false),
    WRITE(false),
    COMMIT(true);

    private final boolean mutation;

    StoreOperation(boolean mutation) {
        this.mutation = mutation;
    }

    /// True if it changes what later readers see.
    public boolean isMutation() {
        return mutation;
    }

    /// True if an object store is asked something: a new object is one request, however many pieces it is written in,
    /// and opening one only says where to read.
    public boolean isRequest() {
        return this != CREATE && this != WRITE && this != OPEN;
    }
}
