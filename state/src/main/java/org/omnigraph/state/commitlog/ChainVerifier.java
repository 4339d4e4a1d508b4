package org.omnigraph.state.commitlog;

import java.util.ArrayList;
import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Checks entries, handed over in ascending order, against their predecessors. Does no I/O.
public final class ChainVerifier {
    private final List<Diagnostic> problems = new ArrayList<>();
    private long count;
    private long first = -1;
    private long last = -1;
    /// The digest that the next record must name, or the empty string if it cannot be known.
    private String expectedDigest = "";

    private boolean expectedKnown;

    /// Takes the next entry; `location` names it in problems.
    public void next(LogEntry entry, String location) {
        step(entry.version(), location);
        switch (entry) {
            case CommitRecord record -> {
                if (expectedKnown && !record.previousRecordDigest().equals(expectedDigest)) {
                    problem(
                            location,
                            "record " + record.version() + " does not point back to record " + (record.version() - 1)
                                    + " as it stands: one of the two was replaced");
                }
                if (!expectedKnown
                        && count == 1
                        && !record.previousRecordDigest().isEmpty()) {
                    problem(location, "the log's first record points back to one that is not there");
                }
            }
            case RecordStub stub -> {
                // What a stub pointed back to is gone with its body; the next record checks the stub's own digest.
            }
        }
        expectedDigest = entry.recordDigest();
        expectedKnown = true;
    }

    /// Takes note that the record at `version` cannot be read.
    public void damaged(long version, String location, String problem) {
        step(version, location);
        problem(location, problem);
        expectedKnown = false;
    }

    /// What was found so far.
    public ChainReport report() {
        return new ChainReport(count, first, last, problems);
    }

    private void step(long version, String location) {
        count++;
        if (first < 0) {
            first = version;
        } else if (version != last + 1) {
            problem(location, "between records " + last + " and " + version + " something is missing");
            expectedKnown = false;
        }
        last = version;
    }

    private void problem(String location, String message) {
        problems.add(Diagnostic.of(DiagnosticCode.INVALID_REVISION_RECORD, location, message));
    }
}
