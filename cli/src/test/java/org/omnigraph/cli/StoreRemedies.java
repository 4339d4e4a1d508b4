package org.omnigraph.cli;

import static org.omnigraph.cli.RemedyRow.row;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.testing.StoreOperation;
import org.omnigraph.state.testing.UnconditionalObjectStore;

/// Remedies of the place where everything is stored. Most are to mend something outside of the program: here a store
/// that was made to fail no longer does.
final class StoreRemedies {
    private static final String STATE = "__cluster/state.json";

    private StoreRemedies() {}

    static List<RemedyRow> rows() {
        return List.of(
                mended(
                        DiagnosticCode.STORE_FULL,
                        StoreOperation.PUT_IF_ABSENT,
                        "__cluster/resources/",
                        "Free some space"),
                mended(DiagnosticCode.STORE_IO_ERROR, StoreOperation.GET, STATE, "Mend what the message names"),
                mended(DiagnosticCode.STORE_PERMISSION_DENIED, StoreOperation.GET, STATE, "Check the credentials"),
                mended(
                        DiagnosticCode.STORE_READ_ONLY,
                        StoreOperation.PUT_IF_ABSENT,
                        "__cluster/resources/",
                        "Mount it writable"),
                mended(DiagnosticCode.STORE_UNREACHABLE, StoreOperation.GET, STATE, "Check the network"),
                mended(
                        DiagnosticCode.STORE_UNSUPPORTED,
                        StoreOperation.PUT_IF_ABSENT,
                        "__cluster/resources/",
                        "with hard links"),
                row(
                        DiagnosticCode.STORE_CONDITIONAL_WRITES_BROKEN,
                        b -> b.imported()
                                .stores(UnconditionalObjectStore::new)
                                .shows("doctor", "--probe-store")
                                .says("Use a store that honours `If-None-Match: *`.")
                                .mended()
                                .green()),
                row(DiagnosticCode.STORE_LEFTOVERS, b -> {
                    b.applied().write("__cluster/.og-tmp-1", "half");
                    Files.setLastModifiedTime(
                            b.path("__cluster/.og-tmp-1"),
                            FileTime.from(Instant.now().minus(Duration.ofHours(2))));
                    b.shows("doctor").runsPrinted().green();
                }),
                row(DiagnosticCode.STORE_OBJECT_TOO_LARGE, b -> {
                    b.applied();
                    try (RandomAccessFile file =
                            new RandomAccessFile(b.path(STATE).toFile(), "rw")) {
                        file.setLength(129L << 20);
                    }
                    b.shows("status").says("move it away");
                    Files.move(b.path(STATE), b.outside("large.json"));
                    b.green();
                }),
                row(DiagnosticCode.STORE_PATH_ESCAPES_ROOT, b -> {
                    b.applied();
                    Path files = b.outside("elsewhere");
                    Files.move(b.path("__cluster"), files);
                    Files.createSymbolicLink(b.path("__cluster"), files);
                    b.shows("status").says("Put the files themselves there");
                    Files.delete(b.path("__cluster"));
                    Files.move(files, b.path("__cluster"));
                    b.green();
                }));
    }

    private static RemedyRow mended(DiagnosticCode code, StoreOperation when, String below, String remedy) {
        return row(
                code,
                b -> b.imported()
                        .failing(code, when, below)
                        .shows("apply", "--as", "me")
                        .says(remedy)
                        .mended()
                        .green());
    }
}
