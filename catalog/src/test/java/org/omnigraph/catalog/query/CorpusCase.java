package org.omnigraph.catalog.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.omnigraph.catalog.lexing.SourceText;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.state.diagnostic.SourcePosition;

/// One program of the corpus under `query-corpus/`: a head `== expectation | what it is about`, then the source. A
/// source that does not start with `query` is the body of one, with its parameters in front; `«»` marks the places of
/// the expected problems.
record CorpusCase(List<String> expected, String title, String source, List<SourcePosition> marks) {

    static List<CorpusCase> load(String name) {
        List<CorpusCase> cases = new ArrayList<>();
        for (String block : read(name).split("(?m)^== ", -1)) {
            if (!block.isBlank()) {
                cases.add(parse(block));
            }
        }
        return cases;
    }

    static SchemaModel schema() {
        return SchemaCompiler.compile(read("schema.pg").getBytes(StandardCharsets.UTF_8))
                .model()
                .orElseThrow();
    }

    private static CorpusCase parse(String block) {
        int lineEnd = block.indexOf('\n');
        String head = block.substring(0, lineEnd);
        int bar = head.indexOf(" | ");
        List<String> expected = Arrays.asList(head.substring(0, bar).split(", ", -1));
        String marked = whole(block.substring(lineEnd + 1).strip());
        StringBuilder source = new StringBuilder();
        List<Span> spans = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < marked.length(); i++) {
            char c = marked.charAt(i);
            if (c == '«') {
                open.push(source.length());
            } else if (c == '»') {
                spans.add(new Span(open.pop(), source.length()));
            } else {
                source.append(c);
            }
        }
        SourceText text = SourceText.of(source.toString());
        List<SourcePosition> marks = spans.stream()
                .sorted(Comparator.comparingInt(Span::start))
                .map(text::position)
                .toList();
        return new CorpusCase(expected, head.substring(bar + 3), source.toString(), marks);
    }

    private static String whole(String body) {
        if (body.startsWith("query ") || body.startsWith("«")) {
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
        try (InputStream in = CorpusCase.class.getResourceAsStream("/query-corpus/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return expected + " " + title;
    }
}
