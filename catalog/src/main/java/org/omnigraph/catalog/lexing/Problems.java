package org.omnigraph.catalog.lexing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.SourcePosition;

/// Gathers the problems of one source file. Bounded: past [#KEPT_MAX] it only counts, and who reads the file
/// gives up, so that a hostile file can fill neither the memory nor the time with complaints. Not safe for
/// several threads.
public final class Problems {
    /// How many problems of one file are kept.
    public static final int KEPT_MAX = 1000;

    private record Found(DiagnosticCode code, Span span, String message, String help) {}

    private final SourceText source;
    private final DiagnosticCode syntaxCode;
    private final List<Found> found = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private int leftOut;
    private boolean givenUp;

    /// @param syntaxCode the code of what the lexer and the parser find
    public Problems(SourceText source, DiagnosticCode syntaxCode) {
        this.source = source;
        this.syntaxCode = syntaxCode;
    }

    /// Adds a problem with the language's syntax code.
    public void syntax(Span span, String message, String help) {
        report(syntaxCode, span, message, help);
    }

    /// Adds a problem; the same one at the same place counts once.
    ///
    /// @param help the exact next step, or empty
    public void report(DiagnosticCode code, Span span, String message, String help) {
        if (found.size() == KEPT_MAX) {
            leftOut++;
        } else if (seen.add(span.start() + ":" + span.end() + ":" + message)) {
            found.add(new Found(code, span, message, help));
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /// True once no more problems are kept. Who asks leaves the rest unread, and the last diagnostic says so.
    public boolean giveUp() {
        boolean full = found.size() == KEPT_MAX;
        givenUp |= full;
        return full;
    }

    /// How many problems were reported so far, those left out included; lets a parser see whether a step found any.
    public int count() {
        return found.size() + leftOut;
    }

    /// The problems in source order, with positions; the path is left to the caller.
    public List<Diagnostic> diagnostics() {
        if (count() == 0) {
            return List.of();
        }
        List<Diagnostic> diagnostics = new ArrayList<>(found.size() + 1);
        found.stream()
                .sorted(Comparator.comparingInt((Found f) -> f.span().start())
                        .thenComparingInt(f -> f.span().end()))
                .forEach(f -> diagnostics.add(Diagnostic.at(f.code(), "", source.position(f.span()), f.message())
                        .withHelp(f.help())));
        if (givenUp || leftOut > 0) {
            diagnostics.add(Diagnostic.at(
                    syntaxCode,
                    "",
                    SourcePosition.NONE,
                    "There may be more problems; the file was read only as far as the first " + KEPT_MAX + "."));
        }
        return List.copyOf(diagnostics);
    }
}
