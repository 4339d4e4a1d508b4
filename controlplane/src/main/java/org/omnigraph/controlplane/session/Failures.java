package org.omnigraph.controlplane.session;

import org.omnigraph.engine.api.GraphException;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.store.StoreException;

/// Turns exceptions of stores and graphs into diagnostics.
public final class Failures {
    private Failures() {}

    /// What a failed store says.
    public static Diagnostic of(StoreException failure) {
        return Diagnostic.of(failure.code(), failure.location(), message(failure));
    }

    /// What a failed operation on a graph says.
    ///
    /// @param path the graph's address
    public static Diagnostic of(GraphException failure, String path) {
        return Diagnostic.of(failure.code(), path, message(failure));
    }

    /// The message, as a sentence.
    public static String message(RuntimeException failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName() + ".";
        }
        return message.endsWith(".") ? message : message + ".";
    }
}
