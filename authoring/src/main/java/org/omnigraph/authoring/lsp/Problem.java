package org.omnigraph.authoring.lsp;

import org.omnigraph.authoring.language.TextRange;

/// A problem of one file as an editor shows it.
///
/// @param code empty for advice that has none
/// @param runbook the name of the page that says more; may be empty
record Problem(TextRange range, Weight weight, String code, String message, String runbook) {
    /// How much it weighs.
    enum Weight {
        ERROR,
        WARNING,
        INFO
    }
}
