package org.omnigraph.state.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.omnigraph.state.commitlog.ChainReport;
import org.omnigraph.state.commitlog.CommitLog;
import org.omnigraph.state.commitlog.CommitRecord;
import org.omnigraph.state.commitlog.LogEntry;
import org.omnigraph.state.commitlog.RecordStub;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.digest.Sha256;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.store.StoreException;

/// Rebuilds every state from the log, prints it twice, and compares digests.
final class Replay {
    private static final long NO_REVISION = -1;

    private final CommitLog log;
    private final LedgerReader reader;
    private final String location;
    private final List<Diagnostic> problems = new ArrayList<>();
    private long rebuilt;
    private String headCas = "";
    private Optional<ReplayDigests> digests = Optional.empty();

    Replay(CommitLog log, LedgerReader reader, String location) {
        this.log = log;
        this.reader = reader;
        this.location = location;
    }

    /// @param wanted the revision whose digests are asked for; empty for the newest
    ReplayReport run(LedgerReading present, OptionalLong wanted) {
        ChainReport chain = log.verifyChain();
        problems.addAll(chain.problems());
        List<Long> versions = log.versions();
        long revision = wanted.orElse(versions.isEmpty() ? NO_REVISION : versions.getLast());
        for (long version : versions) {
            replay(version, version == revision);
        }
        switch (present) {
            case LedgerReading.Refused refused -> {
                if (!problems.contains(refused.problem())) {
                    problems.add(refused.problem());
                }
            }
            case LedgerReading.Usable usable -> {
                // A head that is behind or edited is a warning of the reading, not damage of the log.
            }
        }
        return new ReplayReport(chain, rebuilt, revision, headCas, digests, problems);
    }

    private void replay(long version, boolean digested) {
        try {
            Optional<LogEntry> entry = log.at(version);
            if (entry.isEmpty()) {
                return;
            }
            switch (entry.get()) {
                case CommitRecord record -> replay(record, digested);
                case RecordStub stub -> headCas = Sha256.CAS_PREFIX + stub.stateDigest();
            }
        } catch (StoreException e) {
            // A record that cannot be read was reported with the chain.
            if (e.code() != DiagnosticCode.INVALID_REVISION_RECORD) {
                throw e;
            }
        }
    }

    private void replay(CommitRecord record, boolean digested) {
        try {
            RevisionBody body = reader.body(record);
            String first = Sha256.hex(body.stateBytes());
            String second = Sha256.hex(body.stateBytes());
            if (!first.equals(body.stateDigest()) || !second.equals(first)) {
                problem(record, "its state does not print as it was recorded");
            }
            if (body.parsedState().stateRevision() != record.version()) {
                problem(
                        record,
                        "its state says that it is revision "
                                + body.parsedState().stateRevision());
            }
            boolean textFits = body.stateText().isEmpty()
                    || StateJson.parse(body.stateBytes()).equals(body.parsedState());
            if (!textFits) {
                problem(record, "its state and the file that it took over differ");
            }
            rebuilt++;
            headCas = Sha256.CAS_PREFIX + first;
            if (digested) {
                digests = Optional.of(ReplayDigests.of(body.parsedState(), first, record.recordDigest()));
            }
        } catch (InvalidJsonException | UnsupportedStateVersionException e) {
            problem(record, "its state cannot be read: " + e.getMessage());
        } catch (StoreException e) {
            problem(record, String.valueOf(e.getMessage()));
        }
    }

    private void problem(CommitRecord record, String message) {
        problems.add(Diagnostic.of(
                DiagnosticCode.INVALID_REVISION_RECORD, location, "record " + record.version() + ": " + message));
    }
}
