package org.omnigraph.cli;

import static org.omnigraph.cli.RemedyRow.row;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.testing.StoreOperation;

/// Remedies of a ledger that is missing, damaged or edited, and of a lock that somebody holds, lost or left.
final class LedgerRemedies {
    private static final String STATE = "__cluster/state.json";
    private static final String LOCK = "__cluster/lock.json";
    private static final String REVISIONS = "__cluster/revisions/";

    private LedgerRemedies() {}

    static List<RemedyRow> rows() {
        return List.of(
                row(
                        DiagnosticCode.STATE_NOT_FOUND,
                        b -> b.written().shows("status").runsPrinted().green()),
                row(
                        DiagnosticCode.STATE_NOT_FOUND,
                        "doctor",
                        b -> b.written().shows("doctor").runsPrinted().green()),
                row(
                        DiagnosticCode.STATE_MISSING,
                        b -> b.written()
                                .shows("apply", "--as", "me")
                                .runsPrinted()
                                .green()),
                // What is printed takes the place of the command.
                row(
                        DiagnosticCode.STATE_ALREADY_EXISTS,
                        b -> b.imported().shows("import", "--as", "me").runsPrinted()),
                row(
                        DiagnosticCode.STATE_EDITED_OUT_OF_BAND,
                        b -> b.applied()
                                .write(STATE, Files.readString(b.path(STATE)) + "\n")
                                .shows("status")
                                .runsPrinted()
                                .green()),
                row(DiagnosticCode.STATE_EDIT_STALE, b -> {
                    b.imported();
                    String first = Files.readString(b.path(STATE));
                    b.does("apply", "--as", "me").write(STATE, first + "\n").shows("status");
                    Files.move(b.path(STATE), b.outside("edited.json"));
                    b.runsPrinted().green();
                }),
                row(
                        DiagnosticCode.STATE_HEAD_BEHIND,
                        b -> b.applied()
                                .remove(STATE)
                                .shows("status")
                                .runsPrinted()
                                .green()),
                row(
                        DiagnosticCode.STATE_LOG_MISSING,
                        b -> b.applied()
                                .remove("__cluster/revisions")
                                .shows("status")
                                .runsPrinted()
                                .green()),
                row(DiagnosticCode.INVALID_STATE_JSON, b -> {
                    b.applied().write(STATE, "nonsense").shows("status").says("Move the file away");
                    Files.move(b.path(STATE), b.outside("damaged.json"));
                    b.runsPrinted().green();
                }),
                row(DiagnosticCode.INVALID_REVISION_RECORD, b -> {
                    b.applied();
                    var record = b.only(REVISIONS, "");
                    b.copy(record, b.outside("backup"));
                    Files.writeString(record, "nonsense");
                    b.shows("status").says("see the runbook");
                    b.copy(b.outside("backup"), record).runsPrinted().green();
                }),
                row(DiagnosticCode.REPLAY_MISMATCH, b -> {
                    b.imported();
                    Files.writeString(
                            b.outside("old.json"),
                            b.run(RemedyBench.cluster("replay", "--json")).out());
                    String ours = Files.readString(b.outside("old.json"));
                    Files.writeString(
                            b.outside("old.json"),
                            ours.replaceFirst("(\"resources\": \")[0-9a-f]{64}", "$1" + "0".repeat(64)));
                    b.shows("replay", "--against", "old.json");
                    Files.writeString(
                            b.outside("old.json"),
                            b.run(RemedyBench.cluster("replay", "--json")).out());
                    b.runsPrinted().green();
                }),
                row(DiagnosticCode.STATE_CAS_MISMATCH, b -> {
                    b.imported().yaml("version: 1\n", "version: 1\nstate: { lock: false }\n");
                    AtomicBoolean raced = new AtomicBoolean();
                    b.disturbed((operation, key) -> {
                                if (key.startsWith(REVISIONS)
                                        && operation == StoreOperation.PUT_IF_ABSENT
                                        && !raced.getAndSet(true)) {
                                    b.tries("apply", "--as", "other");
                                }
                            })
                            .shows("apply", "--as", "me")
                            .says("Run the command again.")
                            .mended()
                            .green();
                }),
                row(
                        DiagnosticCode.OUTCOME_UNKNOWN,
                        "of a publish",
                        b -> b.imported()
                                .unsure(REVISIONS)
                                .shows("apply", "--as", "me")
                                .mended()
                                .runsPrinted()
                                .green()),
                row(
                        DiagnosticCode.OUTCOME_UNKNOWN,
                        "of an upload",
                        b -> b.imported()
                                .unsure("__cluster/resources/")
                                .shows("apply", "--as", "me")
                                .mended()
                                .runsPrinted()
                                .green()),
                row(
                        DiagnosticCode.OUTCOME_UNKNOWN,
                        "of the lock",
                        b -> b.imported()
                                .unsure(LOCK)
                                .shows("apply", "--as", "me")
                                .says("If `omnigraph cluster status")
                                .mended()
                                .runsLine(b.word(0))
                                .green()),
                row(
                        DiagnosticCode.STATE_LOCK_HELD,
                        b -> lockLeft(b)
                                .shows("apply", "--as", "me")
                                .runsPrinted()
                                .green()),
                row(
                        DiagnosticCode.STATE_LOCK_HELD,
                        "doctor",
                        b -> lockLeft(b).shows("doctor").runsPrinted().green()),
                row(
                        DiagnosticCode.STATE_LOCK_ID_MISMATCH,
                        b -> lockLeft(b)
                                .shows("force-unlock", "01KB000000000000000000000A")
                                .runsPrinted()
                                .does("apply", "--as", "me")),
                row(DiagnosticCode.STATE_LOCK_LOST, b -> {
                    AtomicBoolean forced = new AtomicBoolean();
                    b.imported()
                            .disturbed((operation, key) -> {
                                if (key.startsWith("__cluster/resources/") && !forced.getAndSet(true)) {
                                    Files.delete(b.path(LOCK));
                                }
                            })
                            .shows("apply", "--as", "me")
                            .says("then run the command again.")
                            .mended()
                            .green();
                }),
                row(
                        DiagnosticCode.STATE_LOCK_MISSING,
                        b -> b.imported()
                                .shows("force-unlock", "01KB000000000000000000000A")
                                .says("Nothing to do.")
                                .does("apply", "--as", "me")),
                row(
                        DiagnosticCode.STATE_LOCK_NOT_RELEASED,
                        b -> b.imported()
                                .failing(DiagnosticCode.STORE_UNREACHABLE, StoreOperation.DELETE, LOCK)
                                .shows("apply", "--as", "me")
                                .mended()
                                .runsPrinted()
                                .green()),
                row(
                        DiagnosticCode.INVALID_STATE_LOCK,
                        b -> b.imported()
                                .write(LOCK, "nonsense")
                                .shows("apply", "--as", "me")
                                .says("remove it by hand")
                                .remove(LOCK)
                                .green()));
    }

    /// A command could not give its lock back.
    private static RemedyBench lockLeft(RemedyBench b) throws Exception {
        return b.imported()
                .failing(DiagnosticCode.STORE_UNREACHABLE, StoreOperation.DELETE, LOCK)
                .tries("apply", "--as", "me")
                .mended();
    }
}
