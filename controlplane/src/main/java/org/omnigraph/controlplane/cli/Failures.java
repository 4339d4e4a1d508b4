package org.omnigraph.controlplane.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.StoreException;

/// Exceptions as diagnostics: the one translation of the command line.
final class Failures {
    private Failures() {}

    static List<Diagnostic> diagnostics(StoreException e) {
        return List.of(error(e.code(), e.location(), messageOf(e)));
    }

    static List<Diagnostic> diagnostics(GraphException e) {
        if (e.failure() instanceof GraphFailure.Invalid(List<Diagnostic> diagnostics) && !diagnostics.isEmpty()) {
            return diagnostics;
        }
        return List.of(error(e.code(), "", messageOf(e)));
    }

    /// A bug: the details go to a file, the person gets an id.
    static Diagnostic internal(Throwable bug) {
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        String message = "the program met a condition that it was not written for (report id " + id + ")";
        Path report = Path.of(System.getProperty("java.io.tmpdir", "."), "omnigraph-report-" + id + ".txt");
        try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(report, StandardCharsets.UTF_8))) {
            writer.println("omnigraph " + BuildInfo.version() + ", Java " + Runtime.version() + ", report " + id);
            bug.printStackTrace(writer);
        } catch (IOException e) {
            return Diagnostic.of(
                    DiagnosticCode.INTERNAL_ERROR,
                    "",
                    message + ": " + bug.getClass().getName());
        }
        return Diagnostic.of(DiagnosticCode.INTERNAL_ERROR, "", message)
                .withHelp("Please report it with the file " + report + "; what is stored is intact.");
    }

    /// A diagnostic that fails the command, whatever its code's usual weight.
    private static Diagnostic error(DiagnosticCode code, String path, String message) {
        Diagnostic diagnostic = Diagnostic.of(code, path, message);
        return new Diagnostic(
                code,
                org.omnigraph.state.diagnostic.Severity.ERROR,
                diagnostic.path(),
                diagnostic.message(),
                diagnostic.position(),
                diagnostic.help());
    }

    private static String messageOf(RuntimeException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
