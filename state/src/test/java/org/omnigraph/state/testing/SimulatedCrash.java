package org.omnigraph.state.testing;

import java.io.Serial;

/// The process is dead. An error of its own, so that no code under test catches it by accident.
public final class SimulatedCrash extends Error {
    @Serial
    private static final long serialVersionUID = 1L;

    public SimulatedCrash(String where) {
        super(where);
    }
}
