package org.omnigraph.state.commitlog;

import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What a check of a whole log found.
///
/// @param count how many entries were read, damaged ones included
/// @param first the first version, or -1 if the log is empty
/// @param last the newest version, or -1
/// @param problems one `invalid_revision_record` for each place that does not fit
public record ChainReport(long count, long first, long last, List<Diagnostic> problems) {
    public ChainReport {
        problems = List.copyOf(problems);
    }

    /// True if every record is whole and linked to its predecessor.
    public boolean isIntact() {
        return problems.isEmpty();
    }
}
