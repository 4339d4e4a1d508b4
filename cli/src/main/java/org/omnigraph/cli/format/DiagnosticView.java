package org.omnigraph.cli.format;

import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.SourcePosition;

/// Diagnostics for people: code and message, where it is, the source line with the span underlined, and what to do
/// next.
///
/// ```
/// error[query_typecheck_error]: `Person` has no property `nam`
///   --> queries/people.gq:3:12
///    |
///  3 |     $p: Person { nam: "x" }
///    |                  ^^^
///    = help: did you mean `name`?
/// ```
public final class DiagnosticView {
    private static final int TAB_WIDTH = 4;

    private DiagnosticView() {}

    /// All diagnostics, each followed by an empty line; empty if there are none.
    public static String human(List<Diagnostic> diagnostics, Style style) {
        StringBuilder text = new StringBuilder();
        for (Diagnostic diagnostic : diagnostics) {
            append(text, diagnostic, style);
            text.append('\n');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Diagnostic diagnostic, Style style) {
        String head = diagnostic.severity().wireName() + "[" + diagnostic.code().wireName() + "]";
        List<String> message = Prose.wrap(clean(diagnostic.message()), style.width() - 2);
        String painted = diagnostic.isError() ? style.red(head) : style.yellow(head);
        if (message.size() == 1 && Prose.length(head) + 2 + Prose.length(message.getFirst()) <= style.width()) {
            text.append(style.bold(painted + ": ")).append(message.getFirst()).append('\n');
        } else {
            message = Prose.wrap(head + ": " + clean(diagnostic.message()), style.width() - 2);
            text.append(style.bold(painted))
                    .append(message.getFirst().substring(head.length()))
                    .append('\n');
            for (String line : message.subList(1, message.size())) {
                text.append("  ").append(line).append('\n');
            }
        }
        SourcePosition position = diagnostic.position();
        int gutter = position.isKnown() ? Integer.toString(position.line()).length() : 1;
        if (!diagnostic.path().isEmpty()) {
            text.append(" ".repeat(gutter)).append(style.blue("--> ")).append(clean(diagnostic.path()));
            if (position.isKnown()) {
                text.append(':').append(position.line()).append(':').append(position.column());
            }
            text.append('\n');
        }
        if (position.isKnown() && !position.snippet().isEmpty()) {
            appendSource(text, position, gutter, diagnostic.isError(), style);
        }
        String help = diagnostic.help().isEmpty() ? diagnostic.code().remedy() : diagnostic.help();
        if (!help.isEmpty()) {
            List<String> lines = Prose.wrap(help, style.width() - gutter - 9);
            text.append(" ".repeat(gutter + 1)).append(style.blue("= ")).append(style.bold("help: "));
            text.append(lines.getFirst()).append('\n');
            for (String line : lines.subList(1, lines.size())) {
                text.append(" ".repeat(gutter + 9)).append(line).append('\n');
            }
        }
    }

    private static void appendSource(
            StringBuilder text, SourcePosition position, int gutter, boolean error, Style style) {
        String bar = " ".repeat(gutter + 1) + style.blue("|");
        text.append(bar).append('\n');
        String source = position.snippet();
        int start = Math.min(Math.max(0, position.column() - 1), Prose.length(source));
        int end = position.endLine() > position.line() ? Prose.length(source) : position.endColumn() - 1;
        end = Math.min(Math.max(start + 1, end), Math.max(start + 1, Prose.length(source)));

        // Long lines are shown around the span, so that the line fits.
        int room = Math.max(20, style.width() - gutter - 5);
        int from = 0;
        if (columnsOf(source, Prose.length(source)) > room && start > room / 2) {
            from = start - room / 3;
        }
        String shown = from == 0 ? source : "…" + source.substring(source.offsetByCodePoints(0, from + 1));
        start -= from;
        end -= from;
        int startColumn = columnsOf(shown, start);
        int endColumn = Math.max(startColumn + 1, columnsOf(shown, end));
        String line = Prose.cut(expandTabs(shown), room);
        endColumn = Math.min(endColumn, Math.max(startColumn + 1, Prose.length(line)));
        text.append(style.blue(Prose.padLeft(Integer.toString(position.line()), gutter) + " |"))
                .append(' ')
                .append(clean(line).stripTrailing())
                .append('\n');
        String marks = "^".repeat(endColumn - startColumn);
        text.append(bar).append(' ').append(" ".repeat(startColumn));
        text.append(error ? style.red(marks) : style.yellow(marks)).append('\n');
    }

    /// How many columns the first `codePoints` code points take.
    private static int columnsOf(String text, int codePoints) {
        int columns = 0;
        int seen = 0;
        for (int i = 0; i < text.length() && seen < codePoints; seen++) {
            int c = text.codePointAt(i);
            columns += c == '\t' ? TAB_WIDTH : 1;
            i += Character.charCount(c);
        }
        return columns + Math.max(0, codePoints - seen);
    }

    private static String expandTabs(String text) {
        return text.replace("\t", " ".repeat(TAB_WIDTH));
    }

    private static String clean(String text) {
        return Prose.printable(text.replace("\t", " ".repeat(TAB_WIDTH)).replace("\n", "\u2028"))
                .replace("\u2028", "\n");
    }
}
