package org.omnigraph.state.ledger;

import java.io.Serial;

/// A `state.json` says that it has a version that this program does not read.
public final class UnsupportedStateVersionException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public UnsupportedStateVersionException(long version) {
        super("it has version " + version + "; this program reads version " + StateJson.VERSION);
    }
}
