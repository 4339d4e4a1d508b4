package org.omnigraph.cli;

import java.util.EnumMap;
import java.util.Map;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// The codes whose remedy no test in one process can carry out.
final class RemedyExclusions {
    private static final String NEWER = "The remedy is a newer program, and there is none yet.";

    /// Each with the reason.
    static final Map<DiagnosticCode, String> REASONS = new EnumMap<>(Map.of(
            DiagnosticCode.INTERNAL_ERROR,
            "The remedy is to report a bug.",
            DiagnosticCode.QUICKSTART_FAILED,
            "The remedy is to report a bug.",
            DiagnosticCode.STORE_SPACE_LOW,
            "It needs a disk that is nearly full.",
            DiagnosticCode.UNSUPPORTED_RECOVERY_SIDECAR_VERSION,
            NEWER,
            DiagnosticCode.UNSUPPORTED_STATE_LOCK_VERSION,
            NEWER,
            DiagnosticCode.UNSUPPORTED_STATE_VERSION,
            NEWER));

    private RemedyExclusions() {}
}
