package org.omnigraph.cli.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.omnigraph.cli.format.FailureView;
import org.omnigraph.cli.format.RejectedView;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.LineProblem;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.Severity;
import org.omnigraph.state.store.StoreException;

/// Exceptions as diagnostics: the one translation of the command line.
public final class FailureResults {
    private static final int PRECONDITION_EXIT_CODE = 4;

    private FailureResults() {}

    public static Result result(StoreException e) {
        return Result.failed(List.of(error(e.code(), e.location(), messageOf(e))));
    }

    /// What the engine refused. A write that lost its `--if-commit` has an exit code of its own.
    public static Result result(GraphException e) {
        return switch (e.failure()) {
            case GraphFailure.Invalid(List<Diagnostic> diagnostics)
            when !diagnostics.isEmpty() -> Result.failed(diagnostics);
            case GraphFailure.Rejected(List<LineProblem> problems, long total) -> {
                List<Diagnostic> diagnostics = List.of(error(e.code(), "", messageOf(e)));
                yield new Result(new RejectedView(diagnostics, problems, total), diagnostics, Exits.of(diagnostics));
            }
            case GraphFailure.PreconditionFailed lost -> {
                List<Diagnostic> diagnostics = List.of(error(e.code(), "", messageOf(e)));
                yield new Result(new FailureView(diagnostics), diagnostics, PRECONDITION_EXIT_CODE);
            }
            case GraphFailure other -> Result.failed(List.of(error(e.code(), "", messageOf(e))));
        };
    }

    /// Runs something on a query text; problems that the engine finds in it are about that text.
    public static <T> T inSource(String name, Supplier<T> work) {
        try {
            return work.get();
        } catch (GraphException e) {
            if (e.failure() instanceof GraphFailure.Invalid(List<Diagnostic> diagnostics)) {
                List<Diagnostic> placed = diagnostics.stream()
                        .map(diagnostic -> diagnostic.path().isEmpty() ? diagnostic.withPath(name) : diagnostic)
                        .toList();
                throw new GraphException(e.code(), messageOf(e), new GraphFailure.Invalid(placed), e);
            }
            throw e;
        }
    }

    /// A command that stopped because it was asked to.
    public static Result interrupted() {
        return Result.failed(List.of(
                Diagnostic.of(DiagnosticCode.INTERRUPTED, "", "the command was stopped before it changed anything")));
    }

    /// A bug: the details go to a file, the person gets an id.
    public static Diagnostic internal(Throwable bug) {
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
                .withHelp("Please report it with the file " + report + ".");
    }

    /// A diagnostic that fails the command, whatever its code's usual weight.
    private static Diagnostic error(DiagnosticCode code, String path, String message) {
        return Diagnostic.of(code, path, message).withSeverity(Severity.ERROR);
    }

    private static String messageOf(RuntimeException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
