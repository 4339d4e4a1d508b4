package org.omnigraph.state.store;

import org.omnigraph.state.diagnostic.DiagnosticCode;

/// The store failed, and nothing was changed by the call that threw it. Turned into a diagnostic at one place per
/// command.
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final DiagnosticCode code;
    private final String location;

    /// @param code one of the `store_*` codes
    /// @param location what was read or written, as a person would name it; never with credentials
    public StoreException(DiagnosticCode code, String location, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.location = location;
    }

    public StoreException(DiagnosticCode code, String location, String message) {
        super(message);
        this.code = code;
        this.location = location;
    }

    public DiagnosticCode code() {
        return code;
    }

    public String location() {
        return location;
    }
}
