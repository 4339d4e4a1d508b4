package org.omnigraph.catalog.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.omnigraph.catalog.lexing.SourceText;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.state.diagnostic.SourcePosition;

/// One program under `schema-corpus/` or `query-corpus/`: a head `== [codes | ] [rules ] title`, then the source. Codes
/// are what a rejected program reports, in order: `P` and `C` (schema-language.md §7), `syntax`, `duplicate` or a
/// T-code;
/// `«»` mark where. Rules are ids of docs/reference/language-rules.md; a T-code is one without being named again. A
/// query
/// that does not start with `query` is the body of one, with its parameters in front.
///
/// @param accepted whether the program stands among the accepted ones
public record CorpusCase(
        boolean accepted,
        List<String> codes,
        Set<String> rules,
        String title,
        String source,
        List<SourcePosition> marks) {
    private static final String RULE = "[SQT]\\d+(\\.\\d+)?";

    /// The programs of `schema-corpus/accepted.txt` or `rejected.txt`.
    public static List<CorpusCase> schemas(boolean accepted) {
        return load("schema-corpus", accepted);
    }

    /// The programs of `query-corpus/accepted.txt` or `rejected.txt`.
    public static List<CorpusCase> queries(boolean accepted) {
        return load("query-corpus", accepted);
    }

    /// What the queries of the corpus are checked against.
    public static SchemaModel querySchema() {
        return SchemaCompiler.compile(read("query-corpus/schema.pg").getBytes(StandardCharsets.UTF_8))
                .model()
                .orElseThrow();
    }

    private static List<CorpusCase> load(String folder, boolean accepted) {
        return Stream.of(read(folder + (accepted ? "/accepted.txt" : "/rejected.txt"))
                        .split("(?m)^== ", -1))
                .filter(block -> !block.isBlank())
                .map(block -> parse(block, accepted, folder.startsWith("query")))
                .toList();
    }

    private static CorpusCase parse(String block, boolean accepted, boolean isQuery) {
        int lineEnd = block.indexOf('\n');
        String head = block.substring(0, lineEnd);
        int bar = accepted ? -1 : head.indexOf(" | ");
        List<String> codes =
                accepted ? List.of() : Arrays.asList(head.substring(0, bar).split(", ", -1));
        Set<String> rules = new LinkedHashSet<>(
                codes.stream().filter(code -> code.matches(RULE)).toList());
        String title = accepted ? head : head.substring(bar + 3);
        while (title.split(" ", 2)[0].matches(RULE)) {
            String[] parts = title.split(" ", 2);
            rules.add(parts[0]);
            title = parts[1];
        }
        String body = block.substring(lineEnd + 1).strip();
        String marked = isQuery ? whole(body) : body;
        StringBuilder source = new StringBuilder();
        List<Span> spans = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < marked.length(); i++) {
            char c = marked.charAt(i);
            switch (c) {
                case '«' -> open.push(source.length());
                case '»' -> spans.add(new Span(open.pop(), source.length()));
                default -> source.append(c);
            }
        }
        SourceText text = SourceText.of(source.toString());
        List<SourcePosition> marks = spans.stream()
                .sorted(Comparator.comparingInt(Span::start))
                .map(text::position)
                .toList();
        return new CorpusCase(accepted, codes, rules, title, source.toString(), marks);
    }

    private static String whole(String body) {
        if (body.startsWith("query ") || body.startsWith("«") || body.startsWith("//")) {
            return body;
        }
        String params = "()";
        String rest = body;
        if (body.startsWith("(")) {
            int depth = 0;
            int end = 0;
            do {
                depth += body.charAt(end) == '(' ? 1 : body.charAt(end) == ')' ? -1 : 0;
                end++;
            } while (depth > 0);
            params = body.substring(0, end);
            rest = body.substring(end);
        }
        return "query q" + params + " { " + rest + " }";
    }

    private static String read(String name) {
        try (InputStream in = CorpusCase.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A position as the tests compare it: `line:column-endLine:endColumn`.
    public static String place(SourcePosition position) {
        return position.line() + ":" + position.column() + "-" + position.endLine() + ":" + position.endColumn();
    }

    @Override
    public String toString() {
        return String.join(", ", codes) + " " + rules + " " + title;
    }
}
